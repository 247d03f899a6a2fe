using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace RayNet.Runtime.ObjectStore.Objects;

/// <summary>How the store behaves when memory is short, and whom it tells what it does.</summary>
internal sealed record StoreOptions
{
    /// <summary>How long a request waits for memory before it fails.</summary>
    internal TimeSpan MemoryWait { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How many objects travel to and from disk at a time.</summary>
    internal int SpillParallelism { get; init; } = Math.Clamp(Environment.ProcessorCount, 2, 8);

    /// <summary>How long nothing is written to disk after that failed.</summary>
    internal TimeSpan SpillRetryDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Called for everything that happens, in order, one at a time, outside of the store's lock.</summary>
    internal Action<StoreEvent>? OnEvent { get; init; }

    /// <summary>Called under the store's lock when a request begins to wait for memory.</summary>
    internal Action? OnWaiting { get; init; }

    internal TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal ILogger Logger { get; init; } = NullLogger.Instance;
}
