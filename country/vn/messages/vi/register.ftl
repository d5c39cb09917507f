# Sổ đăng ký dân cư: lời trên trang, lỗi, lý do không nhận dòng danh sách.

## Kiểm tra dữ liệu
register-rule-head-missing = Hộ chưa có chủ hộ
register-rule-head-not-member = Chủ hộ không cư trú trong hộ
register-rule-two-heads = Hộ có hơn một chủ hộ
register-rule-two-residences = Một người có hai nơi cư trú cùng loại
register-rule-number-shared = Một số định danh của nhiều người
register-rule-dead-resident = Người đã mất vẫn còn nơi cư trú
register-rule-dissolved-with-members = Hộ đã kết thúc vẫn còn thành viên
register-rule-wrong-unit = Hồ sơ không thuộc xã, phường nơi thường trú
register-rule-orphan = Nơi cư trú không gắn với người, chỗ ở hoặc hộ có thật
register-rule-end-unexplained = Nơi cư trú đã kết thúc nhưng không có thay đổi nào ghi việc đó
register-rule-not-searchable = Không tìm được người này theo tên
register-rule-minor-head = Hộ có người thành niên mà chủ hộ chưa thành niên
register-rule-absence-astray = Khai báo tạm vắng tại nơi người đó không thường trú
register-rule-stay-astray = Lượt lưu trú không thuộc cơ sở hay hộ nào, hoặc kết thúc trước khi bắt đầu

## Lỗi
register-error-person-not-found = Không tìm thấy người này.
register-error-household-not-found = Không tìm thấy hộ này.
register-error-residence-not-found = Người này hiện không có nơi cư trú loại đó.
register-error-new-head-needed = Chủ hộ rời khỏi hộ. Xin chọn chủ hộ mới trong các thành viên ở lại.
register-error-cannot-head = Người này không thể làm chủ hộ: phải là thành viên của hộ và đủ 18 tuổi, hoặc lớn tuổi nhất khi cả hộ chưa đủ 18 tuổi.
register-error-one-head-exactly = Mỗi hộ phải có đúng một chủ hộ.
register-error-household-dissolved = Hộ này không còn tồn tại.
register-error-lives-there-already = Người này đã đăng ký tại đó.
register-error-not-living = Người này đã mất hoặc mất tích.
register-error-same-commune = Không đăng ký tạm trú trong xã, phường nơi đã thường trú.
register-error-temporary-in-force = Người này đang có một nơi tạm trú khác còn hiệu lực.
register-error-temporary-too-long = Thời hạn tạm trú dài hơn mức luật cho phép.
register-error-ends-before-start = Ngày kết thúc trước ngày bắt đầu.
register-error-nobody = Chưa chọn người nào.
register-error-too-many-people = Chọn quá nhiều người cho một lần đăng ký.
register-error-named-twice = Có người được chọn hai lần.
register-error-number-taken = Số định danh này là hoặc đã từng là của người khác.
register-error-has-number = Người này đã có số định danh; thay số phải theo thủ tục riêng.
register-error-number-disagrees = Số định danh không khớp với giới tính hoặc năm sinh.
register-error-numbers-exhausted = Không còn số định danh trống cho nơi và năm này.
register-error-bad-birth = Ngày sinh không hợp lý.
register-error-bad-address = Địa chỉ trống hoặc quá dài.
register-error-not-a-commune = Nơi cư trú phải thuộc một xã, phường hoặc thị trấn.
register-error-several-dwellings = Các xã, phường sáp nhập cùng có địa chỉ này nên chưa rõ là chỗ ở nào. Hãy chọn một hộ tại đó, hoặc ghi thêm tên xã, phường cũ vào địa chỉ.
register-error-reform-not-planned = Chưa có kế hoạch sắp xếp đơn vị cho ngày này.
register-error-reform-nothing-ends = Không có xã, phường nào kết thúc vào ngày này.
register-error-reform-no-successor = Danh sách kế thừa chưa nêu đơn vị nào tiếp nhận một xã, phường.
register-error-reform-not-yet = Đơn vị mới chưa có hiệu lực. Hãy thực hiện từ ngày hiệu lực trở đi.
register-error-reform-begun = Việc sắp xếp đã bắt đầu, không lập lại kế hoạch được.
register-error-reform-allocation = Có dòng trong danh sách địa chỉ không dùng được.
register-error-nothing-changes = Không có gì thay đổi.
register-error-changed-meanwhile = Hồ sơ vừa được người khác sửa. Xin mở lại rồi làm tiếp.
register-error-search-too-wide = Xin nhập họ tên, số định danh, số điện thoại, địa chỉ hoặc số hồ sơ hộ để tìm.
register-error-street-too-wide = Tên đường này có ở nhiều nơi. Xin thêm số nhà hoặc chọn một xã, phường.
register-error-unreadable-history = Không đọc được lịch sử của hồ sơ này.
register-error-not-a-member = Người này không ở trong hộ đó.
register-error-nobody-stays = Hộ cũ phải còn ít nhất một người. Nếu cả hộ chuyển đi, hãy đăng ký chuyển nơi ở.
register-error-different-dwellings = Chỉ nhập được hai hộ ở cùng một địa chỉ.
register-error-member-left-out = Mọi thành viên của hộ kết thúc đều cần quan hệ với chủ hộ kia.
register-error-too-early-to-renew = Chỉ được gia hạn tạm trú trong những ngày cuối của thời hạn.
register-error-absent-already = Người này đã được khai báo tạm vắng.
register-error-not-absent = Người này chưa được khai báo tạm vắng.
register-error-bad-text = Nội dung còn thiếu hoặc quá dài.
register-error-lodging-not-found = Không tìm thấy cơ sở này.
register-error-lodging-closed = Cơ sở này hiện không nhận khách. Hãy gọi công an xã, phường.
register-error-bad-lodging = Cơ sở cần có tên và ít nhất một phòng.
register-error-stay-not-found = Không tìm thấy lượt lưu trú này.
register-error-bad-leaving = Khách rời đi sau khi đến, và không ở tương lai.
register-error-too-many-guests = Danh sách có quá nhiều khách. Hãy gửi thành nhiều phần.
register-error-bad-guest-file = Không đọc được tệp. Tệp cần là CSV mã UTF-8, có một dòng tên cột, ít nhất là họ tên và ngày sinh.
register-error-store = Hiện chưa truy cập được sổ dân cư. Xin thử lại sau.

## Danh sách dân cư: lỗi của cả tệp
register-roll-error-input = Không đọc được tệp.
register-roll-error-output = Không ghi được tệp kết quả.
register-roll-error-not-utf8 = Tệp không phải UTF-8. Xin lưu lại dưới dạng CSV UTF-8.
register-roll-error-no-header = Không thấy dòng tên cột. Danh sách cần ít nhất cột họ tên và cột ngày sinh hoặc số định danh.
register-roll-error-elsewhere = Tệp này đang được nhập ở nơi khác.

## Danh sách dân cư: tệp các dòng không nhận
register-roll-column-line = Dòng
register-roll-column-column = Cột
register-roll-column-value = Giá trị
register-roll-column-code = Mã
register-roll-column-reason-vi = Lý do (tiếng Việt)
register-roll-column-reason-en = Lý do (tiếng Anh)

## Danh sách dân cư: lý do
register-roll-open-quote = Dấu ngoặc kép mở mà không đóng.
register-roll-not-utf8 = Dòng có ký tự không phải UTF-8.
register-roll-line-too-long = Dòng quá dài.
register-roll-name-missing = Thiếu họ và tên.
register-roll-name-wrong = Họ tên có ký tự không hợp lệ hoặc quá dài.
register-roll-birth-missing = Thiếu ngày sinh.
register-roll-birth-wrong = Không đọc được ngày sinh. Xin ghi ngày/tháng/năm, tháng/năm hoặc năm.
register-roll-birth-short-year = Năm sinh phải có bốn chữ số.
register-roll-birth-no-such-day = Không có ngày này trong lịch.
register-roll-birth-future = Ngày sinh ở tương lai.
register-roll-birth-too-early = Ngày sinh quá xa trong quá khứ.
register-roll-sex-missing = Thiếu giới tính.
register-roll-sex-unknown = Giới tính phải là Nam hoặc Nữ.
register-roll-number-wrong = Số định danh phải có 12 chữ số, số chứng minh nhân dân cũ phải có 9 chữ số.
register-roll-number-lost-zeros = Số thiếu chữ số 0 ở đầu, có thể do bảng tính bỏ mất. Xin định dạng cột là văn bản.
register-roll-number-scientific = Số bị bảng tính đổi sang dạng lũy thừa nên mất chữ số. Xin định dạng cột là văn bản.
register-roll-number-disagrees = Số định danh không khớp với giới tính hoặc năm sinh.
register-roll-number-taken = Số định danh này là hoặc đã từng là của người khác trong sổ.
register-roll-number-twice = Số định danh này đã có ở một dòng trước trong tệp.
register-roll-person-twice = Trong hộ đã có người cùng tên và ngày sinh.
register-roll-second-head = Hộ đã có chủ hộ.
register-roll-unit-missing = Thiếu xã, phường.
register-roll-unit-unknown = Không có xã, phường này.
register-roll-unit-ambiguous = Có nhiều xã, phường trùng tên; xin ghi thêm quận, huyện hoặc mã.
register-roll-unit-outside = Xã, phường này nằm ngoài phạm vi của danh sách.
register-roll-address-missing = Thiếu địa chỉ.
register-roll-address-too-long = Địa chỉ quá dài.
register-roll-kind-unknown = Loại cư trú phải là thường trú hoặc tạm trú.
register-roll-ends-before-start = Ngày kết thúc trước ngày bắt đầu.
register-roll-relation-unknown = Không hiểu quan hệ với chủ hộ; đã ghi là họ hàng khác.
register-roll-household-missing = Không có số hộ; người này được nhận mà chưa thuộc hộ nào.
register-roll-head-missing = Không dòng nào của hộ là chủ hộ; người thành niên lớn tuổi nhất được ghi làm chủ hộ.
register-roll-address-differs = Địa chỉ khác với địa chỉ của hộ; đã giữ địa chỉ của hộ.
register-roll-sex-from-number = Giới tính được lấy từ số định danh.
register-roll-phone-wrong = Số điện thoại không đúng; đã bỏ qua.
register-roll-old-number-wrong = Số chứng minh nhân dân cũ không đúng; đã bỏ qua.
register-roll-blood-group-wrong = Nhóm máu không có thật; đã bỏ qua.
register-roll-date-wrong = Không đọc được ngày; đã bỏ qua.

## Hủy bỏ thay đổi, xác minh, ảnh

register-error-change-not-found = Không có thay đổi này.
register-error-not-reversible = Loại thay đổi này không hủy bỏ tại đây. Việc đã ghi được kết thúc bằng một thủ tục riêng.
register-error-later-changes = Có thay đổi sau dựa vào thay đổi này. Hãy hủy bỏ các thay đổi đó trước: { $changes }
register-error-later-change = Thay đổi sau này dựa vào thay đổi cần hủy bỏ.
register-error-evidence-missing = Hãy ghi rõ giấy tờ đã đối chiếu.
register-error-fact-unknown = Sổ chưa có một trong các thông tin này nên không thể xác minh.
register-error-photo-too-large = Ảnh quá lớn. Chỉ nhận tối đa { $bytes } kB.
register-error-photo-unreadable = Tệp không phải ảnh JPEG hoặc PNG.
register-error-photo-sides = Mỗi cạnh ảnh phải từ { $min } đến { $max } điểm ảnh.
## Khách lưu trú: vì sao không nhận
register-guest-name-missing = Thiếu họ tên.
register-guest-too-long = Nội dung quá dài.
register-guest-number-wrong = Số định danh có 12 chữ số. Số hộ chiếu ghi ở ô riêng.
register-guest-number-disagrees = Số định danh không khớp với ngày sinh hoặc giới tính ghi bên cạnh.
register-guest-paper-missing = Thiếu số định danh hoặc hộ chiếu.
register-guest-passport-wrong = Số hộ chiếu có 6 đến 20 chữ cái và chữ số.
register-guest-birth-missing = Thiếu ngày sinh.
register-guest-birth-wrong = Ngày sinh không thể đúng.
register-guest-sex-missing = Không có số định danh thì cần ghi giới tính.
register-guest-sex-wrong = Giới tính phải là Nam hoặc Nữ.
register-guest-nationality-wrong = Quốc tịch là mã hai chữ cái, ví dụ VN.
register-guest-arrives-wrong = Không đọc được lúc đến. Hãy ghi ngày/tháng/năm giờ:phút.
register-guest-arrives-far = Lúc đến quá xa về trước hoặc về sau.
register-guest-leaves-wrong = Không đọc được ngày đi. Hãy ghi ngày/tháng/năm hoặc số đêm.
register-guest-leaves-early = Khách đi trước đêm đầu tiên.
register-guest-needs-temporary = Ở lâu như vậy thì phải đăng ký tạm trú.
register-guest-notified-already = Khách này đã được thông báo ở đây cho những đêm đó.
register-guest-line-torn = Không tách được dòng thành các cột.
