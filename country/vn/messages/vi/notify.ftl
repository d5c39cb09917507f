# Hộp thư và thư điện tử.

notify-error-not-found = Không tìm thấy tin nhắn này.
notify-error-internal = Hệ thống gặp lỗi khi xử lý tin nhắn. Xin thử lại sau.
notify-mail-foot = Thư này được gửi tự động, xin không trả lời. Xem chi tiết và tra cứu hồ sơ tại { $site }
inbox-number-replaced = Số định danh của ông/bà đã được hủy và cấp lại theo quyết định của cơ quan quản lý cư trú. Từ nay đăng nhập bằng số mới, xem trong Hồ sơ của tôi; số cũ vẫn tìm ra ông/bà và không cấp cho ai khác.
    .title = Số định danh đã thay
