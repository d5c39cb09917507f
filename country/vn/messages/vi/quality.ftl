# Rà soát, làm sạch dữ liệu dân cư.

quality-rule-facts-missing = Thiếu thông tin bắt buộc
quality-rule-marital-missing = Thiếu tình trạng hôn nhân
quality-rule-number-missing = Chưa có số định danh
quality-rule-number-contradicts = Số định danh mâu thuẫn với hồ sơ
quality-rule-number-place-unknown = Mã nơi đăng ký khai sinh trong số không có thật
quality-rule-number-of-another = Số này đã bị hủy của người khác
quality-rule-old-number-only = Chỉ có số 9 chữ số
quality-rule-old-number-shared = Nhiều người cùng một số 9 chữ số
quality-rule-household-without-head = Hộ không có chủ hộ
quality-rule-household-several-heads = Hộ có nhiều chủ hộ
quality-rule-head-elsewhere = Chủ hộ không còn ở trong hộ
quality-rule-head-minor = Chủ hộ chưa thành niên
quality-rule-head-dead = Chủ hộ đã chết
quality-rule-head-away = Chủ hộ vắng mặt lâu ngày
quality-rule-household-empty = Hộ không có ai
quality-rule-parent-too-young = Cha hoặc mẹ quá trẻ so với con
quality-rule-several-spouses = Có nhiều vợ hoặc chồng
quality-rule-married-too-young = Kết hôn khi chưa đủ tuổi
quality-rule-commune-ended = Địa chỉ ở đơn vị hành chính không còn
quality-rule-answered-elsewhere = Hồ sơ do nơi khác quản lý
quality-rule-very-old = Quá cao tuổi, có thể đã chết
quality-rule-dead-resident = Đã chết nhưng còn nơi cư trú
quality-rule-lives-nowhere = Không có nơi cư trú
quality-rule-away-long = Vắng mặt lâu ngày
quality-rule-child-without-number = Trẻ em chưa có số định danh
quality-rule-name-form = Tên viết không đúng cách
quality-rule-name-without-marks = Tên mất dấu
quality-rule-birth-partial = Ngày sinh không đầy đủ

quality-remedy-facts-missing = Hỏi người dân và đối chiếu giấy tờ, rồi bổ sung vào hồ sơ.
quality-remedy-marital-missing = Hỏi người dân hoặc tra sổ hộ tịch, rồi bổ sung vào hồ sơ.
quality-remedy-number-missing = Kiểm tra nơi đăng ký khai sinh, rồi cấp số hoặc nhập số đã có.
quality-remedy-number-contradicts = Đối chiếu với thẻ và giấy khai sinh. Sửa ngày sinh hoặc giới tính nếu hồ sơ sai; nếu số sai, đề nghị cấp số khác.
quality-remedy-number-place-unknown = Đối chiếu với thẻ. Nếu số sai, đề nghị cấp số khác.
quality-remedy-number-of-another = Báo ngay cho công an cấp trên, xác định số thuộc về ai, rồi đề nghị cấp số khác cho người còn lại.
quality-remedy-old-number-only = Mời người dân đến cấp số định danh 12 chữ số.
quality-remedy-old-number-shared = Đối chiếu giấy tờ cũ của từng người, rồi xóa số ở hồ sơ sai.
quality-remedy-household-without-head = Đến nhà hoặc mời hộ đến thống nhất, rồi chỉ định chủ hộ.
quality-remedy-household-several-heads = Hỏi hộ ai là chủ hộ, rồi chỉ định lại.
quality-remedy-head-elsewhere = Hỏi hộ ai là chủ hộ, rồi chỉ định lại.
quality-remedy-head-minor = Chỉ định một người thành niên trong hộ làm chủ hộ.
quality-remedy-head-dead = Chấm dứt cư trú của người đã chết và chỉ định chủ hộ khác.
quality-remedy-head-away = Hỏi hộ có muốn chỉ định chủ hộ khác không.
quality-remedy-household-empty = Xác minh tại nhà; nếu không còn ai, xóa hộ.
quality-remedy-parent-too-young = Đối chiếu giấy khai sinh; sửa ngày sinh hoặc quan hệ cha mẹ.
quality-remedy-several-spouses = Đối chiếu giấy kết hôn và bản án ly hôn; sửa quan hệ sai.
quality-remedy-married-too-young = Đối chiếu giấy tờ; sửa ngày sinh hoặc tình trạng hôn nhân.
quality-remedy-commune-ended = Chuyển địa chỉ sang đơn vị mới.
quality-remedy-answered-elsewhere = Đối chiếu nơi thường trú và chuyển hồ sơ về đúng nơi.
quality-remedy-very-old = Đến nhà xác minh. Nếu đã chết, đăng ký khai tử; nếu còn sống, ghi lại chứng cứ.
quality-remedy-dead-resident = Chấm dứt cư trú theo giấy chứng tử.
quality-remedy-lives-nowhere = Xác minh người này đang ở đâu, rồi đăng ký cư trú.
quality-remedy-away-long = Xác minh người này đã về chưa; nếu không, xem xét xóa đăng ký.
quality-remedy-child-without-number = Kiểm tra việc đăng ký khai sinh, rồi cấp số.
quality-remedy-name-form = Viết lại tên theo giấy tờ; việc so sánh vẫn dùng dạng đã chuẩn hóa.
quality-remedy-name-without-marks = Viết lại tên có dấu theo giấy tờ.
quality-remedy-birth-partial = Hỏi người dân và tra giấy khai sinh; nếu không biết, ghi nhận là không thể biết.

quality-class-C01 = Thiếu thông tin
quality-class-C02 = Sai số định danh
quality-class-C03 = Trùng người
quality-class-C04 = Trùng số
quality-class-C05 = Số cũ
quality-class-C06 = Cấu trúc hộ
quality-class-C07 = Quan hệ
quality-class-C08 = Địa chỉ
quality-class-C09 = Đã chết
quality-class-C10 = Không rõ nơi ở
quality-class-C11 = Trẻ em chưa có số
quality-class-C15 = Cách viết tên
quality-class-C16 = Ngày sinh không đầy đủ

quality-severity-urgent = Khẩn
quality-severity-high = Cao
quality-severity-medium = Vừa
quality-severity-low = Thấp

quality-evidence-visit-form = Phiếu xác minh tại nhà
quality-evidence-card = Thẻ căn cước
quality-evidence-birth-certificate = Giấy khai sinh
quality-evidence-marriage-certificate = Giấy kết hôn hoặc bản án ly hôn
quality-evidence-death-certificate = Giấy chứng tử hoặc giấy báo tử
quality-evidence-residence-book = Giấy tờ cư trú

quality-state-open = Mới
quality-state-assigned = Đã nhận
quality-state-verifying = Đang xác minh
quality-state-corrected = Đã sửa, chờ xác nhận
quality-state-refuted = Không sai, chờ xác nhận
quality-state-closed = Đã đóng
quality-state-dismissed = Không phải lỗi

quality-ground-papers-agree = Giấy tờ đúng như hồ sơ
quality-ground-circumstances-agree = Thực tế đúng như đăng ký
quality-ground-cannot-be-known = Không thể biết được nữa
quality-ground-other-authority = Cơ quan khác phải quyết định trước

quality-what-found = Rà soát phát hiện
quality-what-found-again = Rà soát phát hiện lại
quality-what-changed = Nội dung sai đã khác
quality-what-moved = Hồ sơ chuyển về nơi khác
quality-what-gone = Rà soát không còn thấy sai
quality-what-taken = Nhận xử lý
quality-what-verifying = Bắt đầu xác minh
quality-what-corrected = Báo đã sửa
quality-what-refuted = Báo không sai
quality-what-agreed = Xác nhận
quality-what-sent-back = Trả lại

quality-report-no-head = Hộ không có chủ hộ
quality-report-nine-digits = Còn dùng số 9 chữ số
quality-report-structure = Sai cấu trúc số định danh
quality-report-duplicates = Trùng số

quality-form-capitals = viết hoa toàn bộ
quality-form-small-letters = viết thường toàn bộ

quality-known-year = chỉ biết năm
quality-known-month = chỉ biết tháng và năm

quality-error-case-not-found = Không có hồ sơ rà soát này, hoặc bạn không có quyền xem.
quality-error-not-now = Hồ sơ rà soát đã sang bước khác. Hãy mở lại trang để xem.
quality-error-changed-meanwhile = Người khác vừa thay đổi hồ sơ rà soát này. Hãy mở lại trang.
quality-error-still-found = Rà soát vẫn thấy sai. Hãy sửa hồ sơ trước, rồi báo lại.
quality-error-not-found-any-more = Rà soát không còn thấy sai nên không có gì để bác bỏ.
quality-error-wrong-evidence = Giấy tờ này không đủ để đóng hồ sơ rà soát. Hãy chọn một loại trong danh sách.
quality-error-said-missing = Hãy ghi số giấy tờ hoặc điều đã thấy.
quality-error-said-too-long = Nội dung quá dài. Hãy viết ngắn hơn.
quality-error-run-not-found = Không có lần rà soát này.
quality-error-run-elsewhere = Lần rà soát đang chạy ở nơi khác.
quality-error-pack = Gói dữ liệu quốc gia thiếu một giá trị pháp lý. Hãy báo quản trị viên.
quality-error-store = Không lưu được. Hãy thử lại sau ít phút.
