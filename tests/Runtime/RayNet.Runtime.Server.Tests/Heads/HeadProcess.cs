using System.Diagnostics;
using System.Globalization;

namespace RayNet.Runtime.Server.Tests.Heads;

/// <summary>A <c>raynet start --head --block</c>, and what it writes.</summary>
internal sealed class HeadProcess : IDisposable
{
    private readonly Process _process;
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private TaskCompletionSource _heard = NewSignal();
    private readonly CancellationToken _limit;

    private HeadProcess(Process process, CancellationToken limit)
    {
        _process = process;
        _limit = limit;
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    internal bool HasExited => _process.HasExited;

    /// <param name="home">Where it keeps token and sessions.</param>
    /// <param name="arguments">After <c>raynet start --head --block</c>.</param>
    /// <param name="limit">Ends waiting for it.</param>
    internal static HeadProcess Start(string home, IEnumerable<string> arguments, CancellationToken limit)
    {
        var start = new ProcessStartInfo(Tool, ["start", "--head", "--block", .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["RAYNET_HOME"] = home;
        return new HeadProcess(Process.Start(start)!, limit);
    }

    /// <summary>Runs another command, and returns what it writes.</summary>
    internal static async Task<string> RunAsync(string[] arguments, CancellationToken limit)
    {
        using Process process = Process.Start(new ProcessStartInfo(Tool, arguments) { RedirectStandardOutput = true })!;
        try
        {
            string output = await process.StandardOutput.ReadToEndAsync(limit);
            await process.WaitForExitAsync(limit);
            return output;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    /// <summary>As by <c>kill -9</c>.</summary>
    internal void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Stops or continues it, or asks it to end.</summary>
    internal void Signal(string signal)
    {
        using Process kill = Process.Start("kill", [$"-{signal}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    internal Task WaitForExitAsync() => _process.WaitForExitAsync(_limit);

    /// <summary>Waits for a line with a text.</summary>
    internal async Task SaysAsync(string text)
    {
        Task ended = _process.WaitForExitAsync(_limit);
        while (true)
        {
            Task heard;
            lock (_gate)
            {
                heard = _heard.Task;
            }

            if (Output.Contains(text, StringComparison.Ordinal))
            {
                return;
            }

            if (_limit.IsCancellationRequested || ended.IsCompleted)
            {
                Assert.Fail($"It did not say '{text}'. It said:\n{Output}");
            }

            await Task.WhenAny(heard, ended);
        }
    }

    internal string Output
    {
        get
        {
            lock (_gate)
            {
                return string.Join('\n', _lines);
            }
        }
    }

    private static string Tool
    {
        get
        {
            // artifacts/bin/<project>/<configuration>
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            return Path.Combine(folder.Parent!.Parent!.FullName, "RayNet.Cli", folder.Name, "raynet");
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Add(string? line)
    {
        if (line is not null)
        {
            lock (_gate)
            {
                _lines.Add(line);
                _heard.TrySetResult();
                _heard = NewSignal();
            }
        }
    }
}
