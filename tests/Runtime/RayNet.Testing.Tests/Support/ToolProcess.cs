using System.Diagnostics;

namespace RayNet.Testing.Tests;

/// <summary>A <c>raynet start --block</c>, and what it writes.</summary>
internal sealed class ToolProcess : IDisposable
{
    private readonly Process _process;
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private readonly List<(string Text, int From, TaskCompletionSource<string> Found)> _waiting = [];

    private ToolProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Completes when the process has ended.</summary>
    internal Task Ended => _process.WaitForExitAsync();

    /// <summary>How many lines it has written.</summary>
    internal int Position
    {
        get
        {
            lock (_gate)
            {
                return _lines.Count;
            }
        }
    }

    internal static ToolProcess Start(string[] prefix, string home, params string[] arguments)
    {
        string[] command = [.. prefix, DriverProcess.Tool, "start", .. arguments, "--block"];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["RAYNET_HOME"] = home;
        return new ToolProcess(Process.Start(start)!);
    }

    /// <summary>The last line that has one of some texts; empty before it has written one.</summary>
    internal string Last(params string[] texts)
    {
        lock (_gate)
        {
            return _lines.FindLast(line => texts.Any(text => line.Contains(text, StringComparison.Ordinal))) ?? string.Empty;
        }
    }

    /// <summary>The first line with a text, from a position on.</summary>
    internal async Task<string> LineAsync(string text, int from = 0)
    {
        Task<string> found;
        lock (_gate)
        {
            if (_lines.Skip(from).FirstOrDefault(line => line.Contains(text, StringComparison.Ordinal)) is { } known)
            {
                return known;
            }

            var source = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((text, from, source));
            found = source.Task;
        }

        try
        {
            return await found.WaitAsync(Soon.Limit);
        }
        catch (TimeoutException)
        {
            lock (_gate)
            {
                throw new TimeoutException($"No line with '{text}' came within {Soon.Limit.TotalSeconds} s. Lines:\n{string.Join('\n', _lines)}");
            }
        }
    }

    internal void Kill() => _process.Kill();

    internal void Terminate()
    {
        using Process kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private void Add(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_gate)
        {
            _lines.Add(line);
            foreach ((string _, int _, TaskCompletionSource<string> found) in _waiting.Where(item => line.Contains(item.Text, StringComparison.Ordinal)))
            {
                found.TrySetResult(line);
            }

            _waiting.RemoveAll(static item => item.Found.Task.IsCompleted);
        }
    }
}
