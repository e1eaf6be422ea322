"""Review over the API: judgements work at once and are taken back; withdrawn pages answer with their reason; what is withheld stays withheld."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from riwaya.people import Role

API = "/api/v1"
Open = Callable[..., TestClient]


class As:
    """A client in a role."""

    def __init__(self, client: TestClient, token: str) -> None:
        self.client, self.headers = client, {"Authorization": f"Bearer {token}"}

    def get(self, path: str, status: int = 200, **asked: object) -> dict[str, object]:
        answer = self.client.get(f"{API}{path}", params=asked, headers=self.headers)
        assert answer.status_code == status, answer.text
        return answer.json()

    def send(self, method: str, path: str, body: object = None, status: int = 201) -> dict[str, object]:
        answer = self.client.request(method, f"{API}{path}", json=body, headers=self.headers)
        assert answer.status_code == status, answer.text
        return answer.json() if answer.content else {}


@pytest.fixture
def roles(served: Open, tokens: dict[Role, str]) -> dict[Role, As]:
    client = served()
    return {role: As(client, token) for role, token in tokens.items()}


def test_a_claim_is_judged_and_the_judgement_taken_back(roles: dict[Role, As]) -> None:
    coder = roles["coder"]
    case = coder.get("/review/queue", limit=1)["data"][0]
    claim = case["claim"]["id"]
    assert case["doubts"]
    made = coder.send("POST", "/review/judgements", {"verdict": "reject", "targets": [claim], "why": "الصفحة لا تقول ذلك"})["data"]
    assert (made["by"], made["why"]) == ("سلمى", "الصفحة لا تقول ذلك")
    assert claim not in [one["id"] for one in coder.get("/claims", limit=500)["data"]]
    assert coder.get(f"/review/claims/{claim}")["data"]["decision"] == "rejected"
    told = coder.get(f"/claims/{claim}")["data"]
    assert (told["rejected"], told["event"]) == (True, None)
    assert coder.get(f"/pages/{told['page'].replace('/', '%2F')}")["data"]["rejected"] == [claim]
    coder.send("POST", f"/review/judgements/{made['id']}/undo", {})
    assert coder.get(f"/claims/{claim}")["data"]["rejected"] is False
    assert claim in [one["id"] for one in coder.get("/claims", limit=500)["data"]]
    assert [one["verdict"] for one in coder.get("/review/judgements")["data"]] == ["reject", "undo"]


def test_a_slot_is_corrected(roles: dict[Role, As]) -> None:
    coder = roles["coder"]
    claim = coder.get("/claims", limit=1)["data"][0]["id"]
    body = {"claim": claim, "slot": "date", "value": {"start": "2024-10-01", "end": "2024-10-02"}, "why": "الخبر"}
    coder.send("POST", "/review/corrections", body)
    assert coder.get(f"/claims/{claim}")["data"]["date"]["start"] == "2024-10-01"
    refused = coder.send("POST", "/review/corrections", {**body, "value": {"start": "أمس"}}, 400)
    assert "date" in refused["error"]["detail"]


def test_two_claims_are_called_two_events_and_reviewers_are_compared(roles: dict[Role, As]) -> None:
    reviewer = roles["reviewer"]
    event = max(reviewer.get("/events", limit=100)["data"], key=lambda one: len(one["claims"]))
    one, other = event["claims"][:2]
    reviewer.send("POST", "/review/judgements", {"verdict": "different", "targets": [one, other]})
    first, second = (reviewer.get(f"/claims/{claim}")["data"]["event"] for claim in (one, other))
    assert first != second
    for person in ("reviewer", "coder"):
        roles[person].send("POST", "/review/judgements", {"verdict": "accept", "targets": [one]})
    rows = reviewer.get("/review/agreement")["data"]
    assert rows
    assert all(row["alike"] == row["claims"] == 1 for row in rows)


def test_a_withdrawn_page_is_gone_everywhere_and_says_why(roles: dict[Role, As]) -> None:
    reviewer, viewer = roles["reviewer"], roles["viewer"]
    claim = viewer.get("/claims", limit=1)["data"][0]
    reviewer.send("POST", "/withdrawals", {"page": claim["page"], "why": "خدعة"})
    for path in (f"/pages/{claim['page']}", f"/originals/{claim['page']}", f"/claims/{claim['id']}"):
        assert "خدعة" in viewer.get(path, 410)["error"]["detail"]
    assert claim["page"] not in str([viewer.get(path, limit=500)["data"] for path in ("/claims", "/events", "/pages")])
    assert claim["id"] not in viewer.client.get(f"{API}/exports/claims/jsonl", headers=viewer.headers).text
    reviewer.send("DELETE", f"/withdrawals/{claim['page']}", status=200)
    assert viewer.get(f"/claims/{claim['id']}")["data"]["id"] == claim["id"]


def rule(withhold: str) -> dict[str, str]:
    return {"text": f'[[rule]]\nwithhold = "{withhold}"\nfrom = ["viewer"]\n'}


def test_names_are_withheld_in_every_answer(roles: dict[Role, As]) -> None:
    admin, viewer = roles["admin"], roles["viewer"]
    claim = next(one for one in viewer.get("/claims", limit=100)["data"] if any(place["name"] == "تل الغزلان" for place in one["places"]))
    event = viewer.get(f"/claims/{claim['id']}")["data"]["event"]
    admin.send("PUT", "/policy", rule("names"), 204)
    admin.send("POST", "/policy/names", {"names": ["تل الغزلان"]}, 204)
    assert viewer.get("/withheld")["data"] == {"names": True, "points": False, "unpublished": False}
    paths = ("/claims", "/events", "/pages", f"/claims/{claim['id']}", f"/events/{event}", f"/pages/{claim['page']}")
    for path in paths:
        told = viewer.get(path, **({"limit": 100} if path.count("/") == 1 else {}))
        assert "تل الغزلان" not in str(told), path
        assert "تل الغزلان" in str(admin.get(path, **({"limit": 100} if path.count("/") == 1 else {}))), path
    assert viewer.get(f"/claims/{claim['id']}")["meta"]["withheld"]["names"] > 0
    assert "█" in viewer.get(f"/pages/{claim['page']}")["data"]["text"]
    viewer.get(f"/originals/{claim['page']}", 403)
    for asked in ({"words": "الغزلان تل الغزلان"}, {"place": "تل الغزلان"}, {"actor": "تل الغزلان"}):
        assert [viewer.get(path, **asked)["data"] for path in ("/claims", "/events")] == [[], []]
        assert [viewer.get(path, **asked)["data"]["number"] for path in ("/counts/claims", "/counts/events")] == [0, 0]
        assert viewer.get("/map", **asked)["data"]["cells"] == []
        assert admin.get("/claims", **asked)["data"] or "actor" in asked
    text = viewer.client.get(f"{API}/exports/claims/csv", headers=viewer.headers)
    assert "تل الغزلان" not in text.text
    assert "names=" in text.headers["x-withheld"]


def test_names_are_withheld_at_review_too(roles: dict[Role, As]) -> None:
    admin, coder = roles["admin"], roles["coder"]
    claim = next(one for one in admin.get("/claims", limit=100)["data"] if any(place["name"] == "تل الغزلان" for place in one["places"]))["id"]
    coder.send("POST", "/review/judgements", {"verdict": "accept", "targets": [claim], "why": "تل الغزلان"})
    admin.send("PUT", "/policy", {"text": '[[rule]]\nwithhold = "names"\nfrom = ["coder"]\n[[rule]]\nwithhold = "unpublished"\nfrom = ["coder"]\n'}, 204)
    admin.send("POST", "/policy/names", {"names": ["تل الغزلان"]}, 204)
    for path in ("/review/queue", f"/review/claims/{claim}", "/review/judgements"):
        assert "تل الغزلان" not in str(coder.get(path, limit=100) if "claims" not in path else coder.get(path)), path
    assert coder.get("/review/queue")["data"], "what nobody accepted is what review is for"


def test_points_are_withheld_from_answers_maps_and_circles(roles: dict[Role, As]) -> None:
    admin, viewer = roles["admin"], roles["viewer"]
    admin.send(
        "POST", "/pages", {"content": "قتل مدنيان بغارة جوية على مدينة سراقب في محافظة إدلب السورية أمس، بحسب مصدر طبي.\n", "published": "2019-03-06"}, 200
    )
    before = {one["id"]: one for one in viewer.get("/claims", limit=500)["data"]}
    admin.send("PUT", "/policy", rule("points"), 204)
    after = {one["id"]: one for one in viewer.get("/claims", limit=500)["data"]}
    exact = [name for name, one in before.items() for place in one["places"] if place["where_prec"] == 1]
    assert exact
    assert all(place["where_prec"] not in {1, 2} for name in exact for place in after[name]["places"])
    viewer.get("/claims", 403, near="35.1,36.7,5")
    viewer.get("/map", 403, zoom=12)
    shown, exact_cells = viewer.get("/map", zoom=6)["data"], admin.get("/map", zoom=6)["data"]
    assert shown["size"] > 1
    assert sum(cell["number"] for cell in shown["cells"]) == sum(cell["number"] for cell in exact_cells["cells"])
    for cell in shown["cells"]:
        assert (cell["lat"] / shown["size"]) % 1 == (cell["lon"] / shown["size"]) % 1 == 0.5, "only the middle of a cell is told"
    one = exact_cells["cells"][0]
    tiny = {"south": one["lat"] + 0.001, "north": one["lat"] + 0.002, "west": one["lon"] + 0.001, "east": one["lon"] + 0.002}
    assert admin.get("/map", zoom=6, **tiny)["data"]["cells"] == []
    assert viewer.get("/map", zoom=6, **tiny)["data"]["cells"], "a small box tells of its whole cell"


def test_unpublished_claims_are_withheld_and_not_counted(roles: dict[Role, As]) -> None:
    admin, viewer = roles["admin"], roles["viewer"]
    claim = viewer.get("/claims", limit=1)["data"][0]["id"]
    admin.send("PUT", "/policy", rule("unpublished"), 204)
    assert viewer.get("/claims")["data"] == []
    assert viewer.get("/counts/claims")["data"]["number"] == 0
    viewer.get(f"/claims/{claim}", 404)
    admin.send("POST", "/review/judgements", {"verdict": "accept", "targets": [claim]})
    assert [one["id"] for one in viewer.get("/claims")["data"]] == [claim]
    assert viewer.get("/counts/claims")["data"]["number"] == 1
    assert [one["claims"] for one in viewer.get("/events")["data"]] == [[claim]]
    assert len(admin.get("/claims", limit=500)["data"]) > 10


def test_exports_are_laid_under_the_rules_for_exports(roles: dict[Role, As]) -> None:
    admin = roles["admin"]
    admin.send("PUT", "/policy", {"text": '[[rule]]\nwithhold = "points"\nfrom = ["export"]\n'}, 204)
    answer = admin.client.get(f"{API}/exports/claims/csv", headers=admin.headers)
    assert answer.headers["content-disposition"] == 'attachment; filename="riwaya-claims.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert len(rows) == admin.get("/counts/claims")["data"]["number"]
    assert "1" not in {row["where_prec"] for row in rows}
    assert "points=" in answer.headers["x-withheld"]
