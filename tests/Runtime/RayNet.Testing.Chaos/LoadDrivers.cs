using System.Collections.Concurrent;
using System.Globalization;

namespace RayNet.Testing.Chaos;

/// <summary>So many drivers with load at any time: one that ends is replaced.</summary>
internal sealed class LoadDrivers(string address, string folder, int seed) : IDisposable
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(150);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<int, LoadDriver> _running = new();
    private readonly ConcurrentQueue<DriverResult> _results = new();
    private readonly List<Task> _places = [];
    private int _lastNumber;
    private volatile bool _isStopping;

    /// <summary>Whether all have begun.</summary>
    internal bool AreLoading => _running.Count == _places.Count && _running.Values.All(static driver => driver.IsRunning);

    internal IReadOnlyList<DriverResult> Results => [.. _results];

    internal void Start(int count)
    {
        for (int place = 0; place < count; place++)
        {
            _places.Add(KeepAsync(place));
        }
    }

    /// <summary>Kills one; another one takes its place.</summary>
    internal string KillOne(uint choice)
    {
        LoadDriver[] drivers = [.. _running.OrderBy(static item => item.Key).Select(static item => item.Value).Where(static driver => driver.IsRunning)];
        if (drivers.Length == 0)
        {
            return "no driver";
        }

        LoadDriver driver = drivers[choice % (uint)drivers.Length];
        int process = driver.ProcessId;
        driver.Kill();
        return string.Create(CultureInfo.InvariantCulture, $"driver, process {process}");
    }

    /// <summary>Completes when all that run have answers for every kind of work. Where all have ended, their successors are asked.</summary>
    internal async Task ProbeAsync()
    {
        bool[] answered;
        do
        {
            answered = await Task.WhenAll(_running.Values.Where(static driver => driver.IsRunning).Select(static driver => driver.ProbeAsync())).ConfigureAwait(false);
            if (!answered.Contains(true))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50)).ConfigureAwait(false);
            }
        }
        while (!answered.Contains(true) && !_isStopping);
    }

    /// <summary>Ends them in good order.</summary>
    /// <returns>What went wrong with that.</returns>
    internal async Task<IReadOnlyList<string>> StopAsync()
    {
        _isStopping = true;
        foreach (LoadDriver driver in _running.Values)
        {
            driver.Stop();
        }

        try
        {
            await Task.WhenAll(_places).WaitAsync(StopLimit).ConfigureAwait(false);
            return [];
        }
        catch (TimeoutException)
        {
            return [string.Create(CultureInfo.InvariantCulture, $"{_places.Count(static place => !place.IsCompleted)} drivers have not ended within {StopLimit.TotalSeconds} s of being asked to")];
        }
    }

    public void Dispose()
    {
        foreach (LoadDriver driver in _running.Values)
        {
            driver.Dispose();
        }
    }

    private async Task KeepAsync(int place)
    {
        while (!_isStopping)
        {
            int number = Interlocked.Increment(ref _lastNumber);
            using var driver = LoadDriver.Start(address, string.Create(CultureInfo.InvariantCulture, $"driver-{number}"), unchecked((seed * 1_000) + number), folder);
            _running[place] = driver;
            if (_isStopping)
            {
                driver.Stop();
            }

            _results.Enqueue(await driver.Ended.ConfigureAwait(false));
            _running.TryRemove(place, out _);
            if (!_isStopping)
            {
                await Task.Delay(Pause).ConfigureAwait(false);
            }
        }
    }
}
