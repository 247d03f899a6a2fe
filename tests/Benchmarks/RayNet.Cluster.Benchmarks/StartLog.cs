using System.Globalization;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace RayNet.Cluster.Benchmarks;

/// <summary>What the node says of workers that have connected and of those that have ended.</summary>
internal sealed class StartLog : ILoggerFactory, ILogger
{
    private const int WorkerExited = 2001;
    private const int WorkerConnected = 2018;

    private readonly Channel<double> _connected = Channel.CreateUnbounded<double>();
    private readonly Channel<int> _ended = Channel.CreateUnbounded<int>();

    /// <summary>How long the next worker took to connect since it was asked for, in milliseconds.</summary>
    internal ValueTask<double> NextAsync() => _connected.Reader.ReadAsync();

    /// <summary>Waits for the next one that has ended.</summary>
    internal ValueTask<int> NextEndAsync() => _ended.Reader.ReadAsync();

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (state is not IReadOnlyList<KeyValuePair<string, object?>> fields)
        {
            return;
        }

        if (eventId.Id == WorkerConnected)
        {
            _connected.Writer.TryWrite(Convert.ToDouble(fields.First(static field => field.Key == "Milliseconds").Value, CultureInfo.InvariantCulture));
        }
        else if (eventId.Id == WorkerExited)
        {
            _ended.Writer.TryWrite(0);
        }
    }

    public void Dispose()
    {
        // Nothing to give back.
    }
}
