# Hộp thư và thư điện tử.

notify-error-not-found = Không tìm thấy tin nhắn này.
notify-error-internal = Hệ thống gặp lỗi khi xử lý tin nhắn. Xin thử lại sau.
notify-mail-foot = Thư này được gửi tự động, xin không trả lời. Xem chi tiết và tra cứu hồ sơ tại { $site }
