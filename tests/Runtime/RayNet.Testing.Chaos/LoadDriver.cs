using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace RayNet.Testing.Chaos;

/// <summary>A driver with its load, in a process of its own.</summary>
internal sealed class LoadDriver : IDisposable
{
    private readonly Process _process;
    private readonly string _name;
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _probes = new();
    private readonly ConcurrentQueue<string> _violations = new();
    private readonly TaskCompletionSource _joined = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _input = new();
    private IReadOnlyList<OperationCounts> _counts = [];
    private int _answered;
    private int _submitted;
    private int _lastProbe;
    private bool _isDone;
    private volatile bool _isKilled;
    private volatile bool _isStopping;

    private LoadDriver(Process process, string name)
    {
        _process = process;
        _name = name;
        Ended = ReadAsync();
    }

    /// <summary>Completes when it runs its load, or has ended.</summary>
    internal Task Joined => _joined.Task;

    /// <summary>Completes when it has ended, with what it told.</summary>
    internal Task<DriverResult> Ended { get; }

    internal int ProcessId => _process.Id;

    internal bool IsRunning => _joined.Task.IsCompletedSuccessfully && !Ended.IsCompleted && !_isStopping && !_isKilled;

    internal static LoadDriver Start(string address, string name, int seed, string folder) => new(
        StartProcess(address, "chaos", name, seed.ToString(CultureInfo.InvariantCulture), folder),
        name);

    /// <summary>Starts the driver's program, with other arguments.</summary>
    internal static Process StartProcess(string address, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [Artifacts.Driver, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["RAYNET_ADDRESS"] = address;
        return Process.Start(start)!;
    }

    /// <summary>Completes when every kind of its work gives answers, or when it has ended.</summary>
    /// <returns>Whether it has answered.</returns>
    internal async Task<bool> ProbeAsync()
    {
        string number = Interlocked.Increment(ref _lastProbe).ToString(CultureInfo.InvariantCulture);
        TaskCompletionSource answer = _probes.GetOrAdd(number, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        Say($"probe {number}");
        return await Task.WhenAny(answer.Task, Ended).ConfigureAwait(false) == answer.Task;
    }

    internal void Stop()
    {
        _isStopping = true;
        Say("stop");
    }

    internal void Kill()
    {
        _isKilled = true;
        _process.Kill();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private void Say(string line)
    {
        lock (_input)
        {
            try
            {
                _process.StandardInput.WriteLine(line);
                _process.StandardInput.Flush();
            }
            catch (Exception exception) when (exception is IOException or InvalidOperationException)
            {
                // It has ended; whoever waits is told.
            }
        }
    }

    private async Task<DriverResult> ReadAsync()
    {
        Task<string> errors = _process.StandardError.ReadToEndAsync();
        while (await _process.StandardOutput.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            Read(line);
        }

        await _process.WaitForExitAsync().ConfigureAwait(false);
        string error = await errors.ConfigureAwait(false);
        if (!_isKilled && _process.ExitCode is not (0 or 1 or 3))
        {
            _violations.Enqueue($"driver {_name} ended with code {_process.ExitCode}: {error}");
        }

        _joined.TrySetResult();
        return new DriverResult(_name, _counts, _answered, _submitted, [.. _violations], _isDone);
    }

    private void Read(string line)
    {
        string[] parts = line.Split(' ', 2);
        switch (parts[0])
        {
            case "joined":
                _joined.TrySetResult();
                break;
            case "probed":
                if (_probes.TryGetValue(parts[1], out TaskCompletionSource? probe))
                {
                    probe.TrySetResult();
                }

                break;
            case "violation":
                _violations.Enqueue($"{_name}: {parts[1]}");
                break;
            case "orphaned":
                Stop();
                break;
            case "ledger" or "done":
                string[] numbers = parts[1].Split(' ', 3);
                _answered = int.Parse(numbers[0], CultureInfo.InvariantCulture);
                _submitted = int.Parse(numbers[1], CultureInfo.InvariantCulture);
                _counts = JsonSerializer.Deserialize<OperationCounts[]>(numbers[2]) ?? [];
                _isDone = parts[0] == "done";
                break;
            default:
                // "refused": it found no cluster, or no node.
                Console.WriteLine($"{_name}: {line}");
                break;
        }
    }
}
