import pytest

from riwaya.clean.language import language, letters


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("قتل ثلاثة أشخاص في قصف على البلدة", "ar"),
        ("حركة حماس تعلن أسر جنديين https://a.example/news/this-is-a-long-english-address", "ar"),
        ("استهدفت الطائرات مواقع قرب چمچمال وپيرمام في الإقليم", "ar"),
        ("قصف مدفعی على قرى الریف الشمالی في محیط المدینة", "ar"),
        ("Three people were killed in the shelling of a town in the northern countryside, a source said.", "en"),
        ("Trois personnes ont été tuées dans le bombardement d'une localité du nord du pays", "und"),
        ("Трое человек погибли при обстреле посёлка", "und"),
        ("سه نفر در گلوله‌باران شهرک کشته شدند و پنج نفر دیگر زخمی شدند", "fa"),
        ("سه نفر در گلوله باران شهرك كشته شدند و پنج نفر ديگر زخمي شدند", "fa"),
        ("گولہ باری میں تین افراد ہلاک اور پانچ زخمی ہو گئے ہیں", "ur"),
        ("سێ کەس لە تۆپبارانی شارۆچکەیەکدا کوژران و پێنج کەسی دیکە بریندار بوون", "ckb"),
        ("په ښار کې درې کسان ووژل شول او پنځه نور ټپیان شول", "ps"),
        ("", "und"),
        ("123 456", "und"),
    ],
)
def test_language_is_told_by_letters(text: str, code: str) -> None:
    assert language(text) == code


def test_addresses_and_figures_are_no_letters() -> None:
    assert letters("12 قتل https://a.example/abc") == 3
