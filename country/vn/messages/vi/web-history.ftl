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

## Sổ vào một ngày trước đây

web-moment-title = Xem lại ngày trước
web-moment-day = Cuối ngày
web-moment-go = Xem
web-moment-shown = Sổ ghi như sau vào cuối ngày { $day }. Những gì sửa hoặc đăng ký sau đó không hiện ở đây.
web-moment-commune = Mọi người trong xã
web-moment-now = Xem sổ hiện nay
web-commune-lead = Người cư trú tại đây cuối ngày { $day }, theo sổ lúc đó
web-commune-persons = Nhân khẩu
web-commune-permanent = Thường trú
web-commune-temporary = Tạm trú
web-commune-households = Số hộ
web-commune-table = Người cư trú trong đơn vị
web-commune-none = Ngày đó không có ai cư trú tại đây
web-commune-none-text = Hãy chọn ngày khác, hoặc đơn vị có vào ngày đó.

## 26 thông tin và nguồn của từng thông tin

web-facts-title = 26 thông tin
web-facts-complete = Đã có { $known } trên { $wanted } thông tin, { $verified } thông tin đã đối chiếu giấy tờ.
web-facts-fact = Thông tin
web-facts-value = Giá trị
web-facts-source = Nguồn
web-facts-verified = Đối chiếu giấy tờ
web-facts-clause = Khoản { $number }
web-facts-since = Từ { $day }
web-facts-change = Thay đổi
web-facts-official = Cán bộ
web-facts-away = Đã khai báo tạm vắng
web-facts-verify = Xác minh
web-facts-verify-title = Xác minh các thông tin đã chọn
web-facts-verify-lead = Chọn ở trên những thông tin giấy tờ cũng ghi như vậy. Thông tin thay đổi sau này phải xác minh lại.
web-facts-verify-do = Xác minh
web-facts-verify-none = Hãy chọn ít nhất một thông tin mà giấy tờ xác nhận.
web-standing-missing = Còn thiếu
web-standing-not-applicable = Không có
web-standing-not-kept = Chưa quản lý
web-done-facts-verified = Đã xác minh thông tin.

## Ảnh

web-photo-title = Ảnh
web-photo-alt = Ảnh của người này
web-photo-file = Tệp ảnh
web-photo-file-hint = JPEG hoặc PNG, tối đa 500 kB, mỗi cạnh 100 đến 3.000 điểm ảnh
web-photo-save = Lưu ảnh
web-photo-change = Ảnh
web-done-photo-taken = Đã lưu ảnh.

## Hủy bỏ thay đổi

web-reverse-open = Hủy bỏ
web-reverse-title = Hủy bỏ một thay đổi
web-reverse-note = Thay đổi vẫn còn trong lịch sử. Một thay đổi khác hủy bỏ nó cùng mọi việc đã ghi trong cùng thủ tục: ai chuyển đi, ai làm chủ hộ, hộ nào được lập.
web-reverse-why = Vì sao sai
web-reverse-do = Hủy bỏ thay đổi
web-reverse-first = Cần hủy bỏ trước
web-reverse-later = Có thay đổi sau dựa vào thay đổi này.
web-done-change-reversed = Đã hủy bỏ thay đổi.
web-end-reason-reversed = Ghi nhầm
web-change-verified = Đối chiếu thông tin với giấy tờ
web-change-reversed = Hủy bỏ thay đổi
web-change-photographed = Nhận ảnh

## Các thông tin theo Luật 26/2023, Điều 9

web-clause-name = Họ, chữ đệm và tên khai sinh
web-clause-other-names = Tên gọi khác
web-clause-number = Số định danh cá nhân
web-clause-birth = Ngày, tháng, năm sinh
web-clause-sex = Giới tính
web-clause-birth-place = Nơi sinh
web-clause-birth-registered-at = Nơi đăng ký khai sinh
web-clause-origin = Quê quán
web-clause-ethnicity = Dân tộc
web-clause-religion = Tôn giáo
web-clause-nationality = Quốc tịch
web-clause-blood-group = Nhóm máu
web-clause-old-number = Số chứng minh nhân dân 9 số
web-clause-card = Thẻ căn cước
web-clause-relatives = Cha, mẹ, vợ chồng, con, người đại diện
web-clause-permanent = Nơi thường trú
web-clause-temporary = Nơi tạm trú
web-clause-current-place = Nơi ở hiện tại
web-clause-absence = Khai báo tạm vắng
web-clause-file-number = Số hồ sơ cư trú
web-clause-marital = Tình trạng hôn nhân
web-clause-relation = Quan hệ với chủ hộ
web-clause-household = Hộ gia đình
web-clause-life = Chết hoặc mất tích
web-clause-contact = Điện thoại, thư điện tử
web-clause-other = Thông tin khác
web-history-of-household = Hộ: { $what }
web-lived-title = Ở đâu vào ngày nào
web-lived-lead = Nơi ở thực tế vào một ngày, theo những gì biết được đến hôm nay, kể cả việc đăng ký muộn hoặc đã sửa.
web-lived-day = Vào ngày
web-lived-go = Xem nơi ở
web-lived-shown = Ngày { $day }, theo những gì biết hôm nay
web-lived-life = Tình trạng
web-lived-alive = Còn sống
web-lived-not-alive = Chưa sinh hoặc đã mất
web-lived-unsure = Không rõ: chỉ biết năm hoặc tháng
web-lived-where = Nơi cư trú
web-lived-nowhere = Không có nơi cư trú nào được ghi nhận cho ngày này
web-lived-since-unknown = không ghi từ ngày nào
web-lived-away = Tạm vắng, đến
web-lived-note = Khác với “Xem lại ngày trước”: trang đó cho biết sổ đã ghi gì vào ngày ấy.
web-lived-written = Sổ đã ghi gì vào ngày đó

web-law-act-law = Luật { $number }/{ $year }
web-law-act-decree = Nghị định { $number }/{ $year }
web-law-act-circular = Thông tư { $number }/{ $year }
web-law-article = Điều { $part }
web-law-clause = khoản { $part }
web-law-point = điểm { $part }
