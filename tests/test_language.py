"""Which texts count as another language than Dutch."""

import pytest

from helderetaal.language import other_language

DUTCH = "U kunt uw paspoort aanvragen bij de balie van het gemeentehuis. Maak eerst een afspraak. Neem uw pas mee."
ENGLISH = "You can apply for a passport at the town hall. Make an appointment first. Bring your old passport with you."
GERMAN = "Sie können den Reisepass im Rathaus beantragen. Machen Sie zuerst einen Termin, und bringen Sie ein Foto mit."
FRISIAN = "Jo kinne it paspoart oanfreegje by de baly fan it gemeentehûs. Meitsje earst in ôfspraak en nim jo pas mei."
TURKISH = "Pasaport için belediyeye başvurun ve bir randevu alın. Bu formu kullanarak bilgi için de olarak gibi ve daha"


@pytest.mark.parametrize(
    ("text", "marked", "expected"),
    [
        (DUTCH, "nl", None),
        (DUTCH, "en", None),  # a page of Dutch whose template says lang="en" is Dutch
        (DUTCH, None, None),
        (ENGLISH, None, "en"),
        (ENGLISH, "nl", "en"),  # a page of English in a Dutch template is English
        (GERMAN, None, "de"),
        (FRISIAN, "fy", "fy"),
        (TURKISH, "tr", "tr"),
        ("تقدم بطلب للحصول على جواز سفر في البلدية", None, "ar"),
        ("Подайте заяву на паспорт у міськраді", None, "uk"),
        (DUTCH + " " + ENGLISH, None, None),  # half Dutch is worth checking
        ("Kerkplein 12, Postbus 345, 14 0999, info@lindervaart.example", None, None),
        ("The Hague Business Park, Fashion Outlet, Lounge, Wellness, Fitness", "nl", None),  # names say nothing
        ("Download PDF", "en", None),
        ("", None, None),
        ("1234 €€ ---", None, None),
    ],
)
def test_other_language(text: str, marked: str | None, expected: str | None) -> None:
    assert other_language(text, marked) == expected
