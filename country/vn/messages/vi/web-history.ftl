# Sổ ghi gì vào lúc nào, mỗi thông tin từ đâu mà có, và thay đổi được hủy bỏ.

web-other-names = Tên gọi khác
web-blood-group = Nhóm máu
web-current-place = Nơi ở hiện tại
web-current-place-hint = Chỉ khi khác cả nơi thường trú lẫn tạm trú; xã, huyện, tỉnh, hoặc mã đơn vị
web-register-group-health = Nhóm máu
web-fact-other-names = Tên gọi khác
web-fact-blood-group = Nhóm máu
web-fact-current-place = Nơi ở hiện tại
web-fact-answers = Xã quản lý hồ sơ
web-field-photo = ảnh
web-field-health = nhóm máu
