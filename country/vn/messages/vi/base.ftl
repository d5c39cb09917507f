# Những từ dùng chung ở mọi trang.

## Có và không

yes = Có
no = Không
unknown = Chưa rõ
none = Không có

## Giới tính

sex-male = Nam
sex-female = Nữ

## Lỗi: chuyện gì xảy ra, và làm gì tiếp

error-not-found = Không tìm thấy nội dung này
    .help = Vui lòng kiểm tra lại địa chỉ hoặc mã, hoặc quay về trang chủ.
error-invalid = Thông tin chưa đúng
    .help = Vui lòng sửa các ô được đánh dấu rồi gửi lại.
error-forbidden = Ông/bà không có quyền thực hiện việc này
    .help = Nếu cần thực hiện, vui lòng liên hệ bộ phận một cửa hoặc người quản trị của cơ quan.
error-unauthenticated = Vui lòng đăng nhập
    .help = Phiên làm việc đã hết hạn hoặc chưa đăng nhập. Đăng nhập để tiếp tục.
error-conflict = Nội dung này vừa thay đổi
    .help = Người khác có thể đã xử lý trước. Vui lòng tải lại trang và xem trạng thái mới.
error-too-many = Ông/bà thao tác quá nhanh
    .help = Vui lòng chờ một phút rồi thử lại.
error-busy = Hệ thống đang bận
    .help = Thông tin đã nhập chưa được gửi. Vui lòng thử lại sau ít phút.
error-internal = Có lỗi phía hệ thống
    .help = Sự việc đã được ghi nhận. Vui lòng thử lại; nếu vẫn lỗi, báo cho chúng tôi mã { $reference }.

## Số định danh

number-length = Số định danh có 12 chữ số; số chứng minh nhân dân cũ có 9 chữ số.
number-not-digits = Số định danh chỉ gồm chữ số.
number-place = Mã nơi đăng ký khai sinh gồm 3 chữ số.
number-birth-year = Số định danh chỉ thể hiện được năm sinh từ 1900 đến 2399.
number-disagrees-sex = Số định danh không khớp với giới tính.
number-disagrees-century = Số định danh không khớp với thế kỷ sinh.
number-disagrees-birth-year = Số định danh không khớp với năm sinh.
number-disagrees-sex-and-century = Số định danh không khớp với giới tính và thế kỷ sinh.
number-disagrees-sex-and-birth-year = Số định danh không khớp với giới tính và năm sinh.

## Ngày tháng

date-shape = Ngày chưa đúng. Hãy viết ngày/tháng/năm, ví dụ 17/05/1962; nếu không nhớ, chỉ cần tháng/năm hoặc năm.
date-short-year = Năm cần đủ 4 chữ số, ví dụ 1962.
date-no-such-day = Không có ngày này trong lịch.

## Họ tên và số tiền

name-empty = Họ tên cần có ít nhất một chữ cái.
name-too-long = Họ tên dài tối đa 100 ký tự.
name-character = Họ tên chỉ gồm chữ cái, khoảng trắng, dấu nháy, gạch nối và dấu chấm.
amount-invalid = Số tiền chưa đúng. Hãy viết bằng chữ số, ví dụ 10.000.

## Lịch làm việc

calendar-no-data = Lịch làm việc chưa có dữ liệu cho năm này. Vui lòng báo người quản trị bổ sung lịch nghỉ.
calendar-invalid = Lịch làm việc có dữ liệu sai. Vui lòng báo người quản trị.
calendar-limit-too-long = Thời hạn giải quyết quá dài.
