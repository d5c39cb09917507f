# Vì sao một việc không được làm.
access-hidden = Không tìm thấy nội dung này.
access-forbidden = Ông/bà không có quyền thực hiện việc này.
access-needs-sign-in = Vui lòng đăng nhập để tiếp tục.
access-needs-level = Việc này cần tài khoản định danh mức độ 2. Vui lòng đến công an cấp xã hoặc điểm làm thủ tục căn cước để được cấp.
access-needs-purpose = Vui lòng cho biết mục đích xem thông tin. Người dân sẽ thấy mục đích này.
access-needs-second-officer = Việc này cần cán bộ thứ hai đồng ý.
access-needs-step-up = Vui lòng xác thực lại để tiếp tục.
# Vai trò của cán bộ.
access-role-counter = Cán bộ một cửa
access-role-register = Cán bộ quản lý dân cư
access-role-approver = Lãnh đạo duyệt
access-role-steering = Thành viên tổ công tác
access-role-admin = Quản trị hệ thống
access-role-auditor = Kiểm tra viên
access-role-citizen = Người dân
access-role-public = Khách chưa đăng nhập
access-role-system = Hệ thống
