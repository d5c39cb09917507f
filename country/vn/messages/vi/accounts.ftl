# Tài khoản định danh và đăng nhập.
accounts-store = Hệ thống tạm thời không phục vụ được. Vui lòng thử lại sau.
accounts-wrong-credentials = Tên đăng nhập hoặc mật khẩu không đúng.
accounts-wrong-code = Mã không đúng hoặc đã được sử dụng. Vui lòng nhập mã mới nhất.
accounts-wrong-activation = Mã kích hoạt không đúng hoặc đã hết hạn.
accounts-too-many = Đã thử quá nhiều lần. Vui lòng thử lại sau ít phút.
accounts-busy = Hệ thống đang bận. Vui lòng thử lại sau giây lát.
accounts-ceremony-over = Bước này đã hết hạn hoặc đã hoàn tất. Vui lòng bắt đầu lại.
accounts-passkey-refused = Khóa truy cập không được chấp nhận.
accounts-passkey-taken = Khóa truy cập này đã được đăng ký.
accounts-passkeys-unavailable = Không dùng được khóa truy cập tại địa chỉ này.
accounts-too-many-passkeys = Đã đủ số khóa truy cập. Vui lòng xóa bớt một khóa cũ.
accounts-locked = Tài khoản đang bị khóa. Vui lòng liên hệ công an cấp xã.
accounts-not-active = Tài khoản chưa kích hoạt hoặc không còn hiệu lực.
accounts-no-such-step = Tài khoản không ở trạng thái cho phép thực hiện bước này.
accounts-not-confirmed = Thông tin không khớp với cơ sở dữ liệu dân cư.
accounts-too-young = Chưa đủ tuổi tự mở tài khoản. Cha, mẹ hoặc người giám hộ đề nghị thay tại công an cấp xã.
accounts-already-open = Người này đã có tài khoản.
accounts-bad-contact = Vui lòng nhập số điện thoại hoặc thư điện tử hợp lệ.
accounts-password-too-short = Mật khẩu cần ít nhất 8 ký tự.
accounts-password-too-long = Mật khẩu quá dài.
accounts-password-common = Mật khẩu này quá dễ đoán.
accounts-password-contains-name = Mật khẩu không được chứa tên đăng nhập.
accounts-bad-login-name = Tên đăng nhập gồm 3 đến 64 chữ thường không dấu, chữ số, dấu chấm, gạch nối hoặc gạch dưới.
accounts-login-name-taken = Tên đăng nhập đã có người dùng.
accounts-bad-appointment = Cán bộ cần có họ tên và ít nhất một vai trò.
accounts-not-found = Không tìm thấy.
accounts-crypto = Lỗi hệ thống. Vui lòng báo cho quản trị viên.
# Trạng thái tài khoản.
accounts-state-registered = Chờ xét duyệt
accounts-state-approved = Đã duyệt, chưa kích hoạt
accounts-state-active = Đang hoạt động
accounts-state-locked = Đang khóa
accounts-state-rejected = Bị từ chối
accounts-state-cancelled = Đã hủy
# Căn cứ khóa tài khoản.
accounts-ground-holder-asked = Chủ tài khoản yêu cầu
accounts-ground-terms-breached = Vi phạm điều khoản sử dụng
accounts-ground-card-revoked = Thẻ căn cước bị thu hồi
accounts-ground-card-expired = Thẻ căn cước hết hạn
accounts-ground-agency-asked = Cơ quan có thẩm quyền yêu cầu
# Lý do hủy tài khoản.
accounts-cancelled = Tài khoản này đã bị hủy. Vui lòng hỏi công an xã, phường.
accounts-cancelled-died = Tài khoản này đã bị hủy vì sổ dân cư ghi nhận chủ tài khoản đã mất. Nếu có nhầm lẫn, vui lòng mang giấy tờ tùy thân đến công an xã, phường.
accounts-cancelled-number-cancelled = Tài khoản này đã bị hủy cùng số định danh. Vui lòng mở tài khoản với số mới.
accounts-cancelled-holder-asked = Tài khoản này đã được hủy theo yêu cầu của chủ tài khoản.
accounts-cancelled-wrongly-opened = Tài khoản này đã bị hủy vì mở nhầm người.
