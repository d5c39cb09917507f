# Sự kiện hộ tịch: quan hệ gia đình, lý do không đăng ký được.

## Kiểm tra dữ liệu
register-rule-tie-orphan = Quan hệ gia đình không gắn với hai người có thật
register-rule-two-parents = Một người con có hai cha hoặc hai mẹ cùng loại
register-rule-two-spouses = Một người có hai vợ hoặc hai chồng
register-rule-parent-sex = Giới tính của cha hoặc mẹ không đúng
register-rule-parent-younger = Cha hoặc mẹ không lớn tuổi hơn con
register-rule-ancestry-cycle = Một người là tổ tiên của chính mình
register-rule-dead-married = Người đã mất vẫn đang có vợ hoặc chồng
register-rule-spouse-not-married = Người có vợ hoặc chồng nhưng tình trạng hôn nhân ghi khác

## Lỗi
register-civil-own-relative = Không ai là người thân của chính mình. Xin chọn người khác.
register-civil-has-parent = Người này đã có cha hoặc mẹ đẻ trong sổ.
register-civil-sex-contradicts = Giới tính của người này không phù hợp với quan hệ cha hoặc mẹ.
register-civil-too-close-in-age = Khoảng cách tuổi quá nhỏ: phải hơn ít nhất { $years } tuổi.
register-civil-parent-dead-before = Người này đã mất trước khi người con ra đời.
register-civil-ancestry-cycle = Người này là con hoặc cháu của người kia nên không thể là cha mẹ.
register-civil-ancestry-too-large = Dữ liệu gia đình của người này cần được kiểm tra trước.
register-civil-already-married = Người này đang có vợ hoặc chồng.
register-civil-not-married = Sổ không ghi nhận hôn nhân nào đang có của người này.
register-civil-too-young-to-marry = Chưa đủ tuổi kết hôn: phải đủ { $years } tuổi.
register-civil-same-sex = Đăng ký kết hôn là giữa một nam và một nữ.
register-civil-too-closely-related = Hai người có quan hệ họ hàng quá gần.
register-civil-guardian-minor = Người này chưa đủ tuổi thành niên.
register-civil-has-guardian = Người được giám hộ đã có người giám hộ.
register-civil-not-guardian = Không có việc giám hộ này.
register-civil-ward-of-age = Người này đã thành niên; cần quyết định của tòa án.
register-civil-already-adopted = Người này đã được nhận làm con nuôi.
register-civil-too-old-for-adoption = Người được nhận làm con nuôi phải dưới { $years } tuổi.
register-civil-adopters-not-a-couple = Người nhận con nuôi là một người, hoặc hai người là vợ chồng.
register-civil-already-dead = Việc khai tử của người này đã được đăng ký.
register-civil-not-missing = Người này không bị ghi là mất tích hoặc đã mất.
register-civil-bad-day = Ngày xảy ra sự kiện không hợp lý.
register-civil-no-household = Người này không thường trú trong hộ nào để có thể nhập vào.
register-civil-born-already = Việc khai sinh này đã được đăng ký.
register-civil-number-replacement-needed = Người này có số định danh; phải thay số cùng lúc, do hai cán bộ thực hiện.
register-civil-tie-says-otherwise = Quan hệ hôn nhân đang có trong sổ nói khác. Xin ghi sự kiện ly hôn hoặc khai tử.
register-civil-no-such-tie = Không có quan hệ này trong sổ.
register-civil-key-reused = Khóa gửi lại đã dùng cho việc khác.
