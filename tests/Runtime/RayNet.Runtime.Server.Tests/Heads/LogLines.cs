using Microsoft.Extensions.Logging;

namespace RayNet.Runtime.Server.Tests.Heads;

/// <summary>What is logged, for those who wait for it.</summary>
internal sealed class LogLines : ILoggerFactory, ILogger
{
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private readonly List<(string Text, TaskCompletionSource Found)> _waiting = [];

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        string line = formatter(state, exception);
        lock (_gate)
        {
            _lines.Add(line);
            foreach ((string text, TaskCompletionSource found) in _waiting)
            {
                if (line.Contains(text, StringComparison.Ordinal))
                {
                    found.TrySetResult();
                }
            }
        }
    }

    /// <summary>Waits for a line with a text.</summary>
    internal Task SaysAsync(string text, TimeSpan limit)
    {
        var found = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_lines.Exists(line => line.Contains(text, StringComparison.Ordinal)))
            {
                return Task.CompletedTask;
            }

            _waiting.Add((text, found));
        }

        return found.Task.WaitAsync(limit);
    }

    public void Dispose()
    {
    }
}
