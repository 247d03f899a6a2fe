using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace RayNet.Runtime.Tests;

/// <summary>Keeps what a cluster logs.</summary>
internal sealed class LogRecorder : ILoggerFactory, ILogger
{
    private readonly ConcurrentQueue<(int Event, LogLevel Level, string Message)> _entries = new();

    private readonly ConcurrentDictionary<int, TaskCompletionSource> _logged = new();

    /// <summary>Completes with the first message of the event.</summary>
    public Task Logged(int eventId) => SourceOf(eventId).Task;

    public IReadOnlyList<string> Of(int eventId) => [.. _entries.Where(entry => entry.Event == eventId).Select(entry => entry.Message)];

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        _entries.Enqueue((eventId.Id, logLevel, formatter(state, exception)));
        SourceOf(eventId.Id).TrySetResult();
    }

    private TaskCompletionSource SourceOf(int eventId) =>
        _logged.GetOrAdd(eventId, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
