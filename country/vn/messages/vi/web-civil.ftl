# Sự kiện hộ tịch tại bàn cán bộ dân cư, và gia đình.

## Nội dung thay đổi
web-change-birth = Đăng ký khai sinh
web-change-death = Đăng ký khai tử
web-change-widowed = Góa vợ hoặc chồng
web-change-marriage = Đăng ký kết hôn
web-change-divorce = Ghi chú ly hôn
web-change-adoption = Nuôi con nuôi
web-change-recognised = Nhận cha, mẹ, con
web-change-guardianship = Giám hộ
web-change-renamed = Thay đổi họ tên
web-change-sex-changed = Xác định lại giới tính
web-change-missing = Tuyên bố mất tích
web-change-found = Đã trở về
web-end-reason-missing = tuyên bố mất tích
web-field-family = gia đình
web-counter-applicant-died = Sổ dân cư ghi nhận người nộp hồ sơ đã mất. Hệ thống không gửi thông báo nữa; xin xem việc nào còn cần giải quyết.
