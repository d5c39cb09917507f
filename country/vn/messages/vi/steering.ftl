# Source: written for this pack.

## Figures
steering-figure-filed = Hồ sơ đã nộp
steering-figure-filed-online = Nộp trực tuyến
steering-figure-received = Đã tiếp nhận
steering-figure-resolved = Đã giải quyết
steering-figure-punctual = Giải quyết trước và đúng hạn
steering-figure-late = Giải quyết quá hạn
steering-figure-open = Đang giải quyết
steering-figure-overdue = Đang giải quyết, đã quá hạn

## Indicators
steering-indicator-punctuality = Tỷ lệ trước và đúng hạn
steering-indicator-online = Tỷ lệ nộp trực tuyến

## Traffic lights, always beside the colour
steering-light-green = Đạt
steering-light-amber = Cần chú ý
steering-light-red = Không đạt
steering-light-none = Không có số liệu

## What stands in place of a number
steering-no-data = Không có số liệu

## What can go wrong
steering-error-period = Chọn khoảng thời gian từ 1 đến 367 ngày, ngày kết thúc không trước ngày bắt đầu
steering-error-internal = Hệ thống gặp lỗi. Thử lại sau
