"""Nothing is fetched at run time: the program reads with no network at all."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ARTICLE = """Prancis kirim kapal ke Lebanon

BEIRUT - Prancis mengirim dua kapal bantuan ke Lebanon, kata Menteri Luar Negeri Jean-Noël Barrot, Selasa (4/2/2025).
"""


def cut_off(*command: str) -> list[str]:
    return ["unshare", "--map-root-user", "--net", *command]


def may_cut_off() -> bool:
    if shutil.which("unshare") is None:
        return False
    return subprocess.run(cut_off("true"), capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not may_cut_off(), reason="this system lets no process leave the network")
def test_an_article_is_read_without_any_network(tmp_path: Path):
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    program = (sys.executable, "-m", "neraca")
    add = subprocess.run(
        cut_off(*program, "add", "article.txt"), cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert add.returncode == 0, add.stderr
    claims = subprocess.run(
        [*program, "claims", "--json"], cwd=tmp_path, capture_output=True, text=True, check=True
    ).stdout
    assert '"AID"' in claims
