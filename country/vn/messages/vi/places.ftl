# Source: written for this pack.

places-error-unknown-unit = Không có đơn vị hành chính này vào ngày đó.
places-error-bad-name = Tên đơn vị hành chính phải có từ 1 đến 100 ký tự.
places-error-internal = Hệ thống gặp lỗi khi xử lý đơn vị hành chính. Xin thử lại sau.
