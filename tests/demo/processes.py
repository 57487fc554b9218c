"""Starts and stops the simulator and the host; their logs stand in the demo's state folder."""
import queue
import signal
import socket
import subprocess
import threading


class CannotStart(Exception):
    pass


def port_is_free(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        return probe.connect_ex(("127.0.0.1", port)) != 0


class Process:
    def __init__(self, name, arguments, log_file, ready_words):
        self.name = name
        self.arguments = [str(argument) for argument in arguments]
        self.log_file = log_file
        self.ready_words = ready_words
        self.process = None
        self.lines = []

    def start(self, seconds=30):
        log = open(self.log_file, "ab")
        self.process = subprocess.Popen(
            self.arguments, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log)
        log.close()
        lines = queue.Queue()
        threading.Thread(target=self._read, args=(self.process.stdout, lines), daemon=True).start()
        while True:
            try:
                line = lines.get(timeout=seconds)
            except queue.Empty:
                raise CannotStart(f"{self.name} was not ready after {seconds} s; see {self.log_file}") from None
            if line is None:
                raise CannotStart(f"{self.name} ended at once; see {self.log_file}{self._last_words()}")
            if self.ready_words in line:
                return

    def _read(self, stream, lines):
        for raw in stream:
            line = raw.decode("utf-8", "replace").rstrip()
            self.lines.append(line)
            lines.put(line)
        lines.put(None)

    def _last_words(self):
        try:
            with open(self.log_file, encoding="utf-8", errors="replace") as log:
                lines = [line.strip() for line in log if line.strip()]
        except OSError:
            return ""
        return f": {lines[-1]}" if lines else ""

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self.kill()
