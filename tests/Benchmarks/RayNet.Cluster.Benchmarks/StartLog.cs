using System.Globalization;
using Microsoft.Extensions.Logging;

namespace RayNet.Cluster.Benchmarks;

/// <summary>What the node says of workers that have connected: milliseconds after they were asked for.</summary>
internal sealed class StartLog : ILoggerFactory, ILogger
{
    private const int WorkerConnected = 2018;

    private readonly TaskCompletionSource<double> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How long the first worker took.</summary>
    internal Task<double> First => _first.Task;

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Id == WorkerConnected && state is IReadOnlyList<KeyValuePair<string, object?>> fields)
        {
            _first.TrySetResult(Convert.ToDouble(fields.First(static field => field.Key == "Milliseconds").Value, CultureInfo.InvariantCulture));
        }
    }

    public void Dispose()
    {
        // Nothing to give back.
    }
}
