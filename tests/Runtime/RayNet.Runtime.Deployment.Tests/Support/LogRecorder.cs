using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace RayNet.Runtime.Deployment.Tests;

/// <summary>Keeps what is logged.</summary>
internal sealed class LogRecorder : ILogger
{
    private readonly ConcurrentQueue<(LogLevel Level, int Event, string Text)> _entries = new();

    public IEnumerable<string> Warnings => _entries.Where(static entry => entry.Level >= LogLevel.Warning).Select(static entry => entry.Text);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _entries.Enqueue((logLevel, eventId.Id, formatter(state, exception)));
}
