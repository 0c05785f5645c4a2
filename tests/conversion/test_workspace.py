from __future__ import annotations

from pathlib import Path

from doc_service.conversion.workspace import Workspace, pipe_names


def test_a_workspace_is_made_and_removed_and_may_be_both_twice(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "work")
    workspace.open()
    workspace.open()
    folder = workspace.worker_folder(0).parent
    assert list((tmp_path / "work").iterdir()) == [folder]
    workspace.close()
    workspace.close()
    assert not folder.exists()


def test_what_is_abandoned_is_removed_and_what_is_in_use_is_not(tmp_path: Path) -> None:
    abandoned = tmp_path / "pool-of-the-dead"
    (abandoned / "worker-0" / "profile").mkdir(parents=True)
    (tmp_path / "not-ours").mkdir()
    first, second = Workspace(tmp_path), Workspace(tmp_path)
    first.open()
    second.open()
    assert not abandoned.exists()
    assert first.worker_folder(0).parent.exists()
    assert (tmp_path / "not-ours").exists()
    first.close()
    second.close()


def test_the_pipes_of_an_abandoned_worker_are_removed(tmp_path: Path) -> None:
    worker = tmp_path / "pool-x" / "worker-0"
    worker.mkdir(parents=True)
    pipes = [Path("/tmp") / f"OSL_PIPE_0_{name}" for name in pipe_names(worker)]
    for pipe in pipes:
        pipe.touch()
    workspace = Workspace(tmp_path)
    workspace.open()
    workspace.close()
    assert not any(pipe.exists() for pipe in pipes)


def test_libreoffices_own_pipe_is_named_as_libreoffice_names_it() -> None:
    # Seen with LibreOffice 7.4.7 and a profile at this address.
    ours, its = pipe_names(Path("/tmp/conv/w"))
    assert its == "SingleOfficeIPC_3518262faeeabe5063ecbc8ffb17ba1"
    assert ours.startswith("vanthu_")
