# Sổ đăng ký dân cư: người thứ hai, số định danh.

## Người thứ hai, thay số định danh
register-error-request-not-found = Không tìm thấy đề nghị này.
register-error-request-decided = Đề nghị này đã được giải quyết.
register-error-request-open = Đã có một đề nghị như vậy đang chờ cho người này.
register-error-remark-missing = Xin ghi lý do.
register-error-remark-too-long = Ghi chú dài quá 1.000 chữ.
register-error-has-no-number = Người này chưa có số định danh.
register-error-unknown-ground = Luật không có căn cứ này để thay số định danh.
register-error-ground-not-met = Căn cứ này cần ghi thông tin đúng, khác với thông tin đang có.
register-error-unknown-place = Không có nơi đăng ký khai sinh với mã này.
number-ground-sex-redetermined = Xác định lại giới tính
number-ground-birth-year-corrected = Cải chính năm sinh
number-ground-issued-wrongly = Số đã cấp có sai sót
register-error-run-not-found = Không tìm thấy lần chạy này.
register-error-run-elsewhere = Lần chạy này đang được xử lý ở nơi khác.
register-roll-known-already = Người này đã có trong sổ tại xã, phường này; không nhập lần nữa.
register-roll-known-elsewhere = Người này đã có trong sổ ở xã, phường khác; xin gửi thông báo thay đổi.
register-roll-differs-from-register = Khác với sổ; sổ không bị ghi đè, xin xem lại.
register-roll-possible-duplicate = Có người cùng tên, ngày sinh, giới tính trong xã, phường; đã nhập thành người khác, xin xem lại.
