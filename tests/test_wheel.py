"""What is installed works from any folder: the wheel carries the texts and the data."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    built = "import hatchling.build, sys; print(hatchling.build.build_wheel(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", built, str(folder)], cwd=CHECKOUT, check=True)
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_every_text_and_data_file_unchanged(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        for name in ("seeds", "data"):
            files = [file for file in (CHECKOUT / name).rglob("*") if file.is_file()]
            assert files
            for file in files:
                packed = f"clicktui/{name}/{file.relative_to(CHECKOUT / name).as_posix()}"
                assert archive.read(packed) == file.read_bytes(), packed


def test_what_the_wheel_holds_searches_and_cites_from_any_folder(
    wheel: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    command = [sys.executable, "-m", "clicktui", "--lang", "fr", "search", "turc mécanique"]
    found = subprocess.run(
        command,
        cwd=tmp_path,
        env={
            "PYTHONPATH": str(tmp_path / "installed"),
            "CLICKTUI_CACHE": str(tmp_path / "cache"),
            "CLICKTUI_STATE": str(tmp_path / "state"),
            "CLICKTUI_DATA": str(tmp_path / "data"),
            "CLICKTUI_SETTINGS": str(tmp_path / "none.yaml"),
            "PYTHONUTF8": "1",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.stderr == ""
    assert found.returncode == 0
    assert "au turc mécanique, qui était un faux joueur d’échecs" in found.stdout
    assert "trouvé" in found.stdout
