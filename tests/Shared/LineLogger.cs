using Microsoft.Extensions.Logging;

namespace RayNet.Tests;

/// <summary>What is logged, for those who wait for it.</summary>
internal sealed class LineLogger : ILoggerFactory, ILogger
{
    /// <summary>Far above what anything here takes: a test that waits for what does not come is to fail.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

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
    internal async Task SaysAsync(string text)
    {
        var found = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_lines.Exists(line => line.Contains(text, StringComparison.Ordinal)))
            {
                return;
            }

            _waiting.Add((text, found));
        }

        await Task.WhenAny(found.Task, Task.Delay(Limit));
        lock (_gate)
        {
            Assert.True(found.Task.IsCompleted, $"No line with '{text}' came. Lines:\n{string.Join('\n', _lines)}");
        }
    }

    public void Dispose()
    {
    }
}
