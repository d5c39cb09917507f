# Lời giải thích dùng chung cho mọi giao diện.
error-body = Không đọc được nội dung gửi lên: { $reason }
    .help = Gửi JSON đúng như mô tả tại /openapi.json.
error-field-unreadable = Không đọc được giá trị này.
    .help = Kiểm tra định dạng rồi gửi lại.
