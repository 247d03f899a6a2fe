namespace RayNet.CompilerServices;

/// <summary>Which runtime <see cref="Ray"/> and generated code use: the one of the running task, of the flow, or of the process.</summary>
internal static class RayAmbient
{
    private static readonly AsyncLocal<RayRuntime?> Flow = new();
    private static RayRuntime? s_default;
    private static int s_scopes;

    internal static RayRuntime Runtime => Find() ?? throw new RayNotInitializedException(
        "RayNet is not initialized. Call 'await using var ray = await Ray.InitAsync();' first, or add services.AddRayNet() and start the host.");

    internal static RayRuntime? Default => Volatile.Read(ref s_default);

    /// <summary>The runtime of this flow, if any.</summary>
    internal static RayRuntime? Find()
    {
        // Flows that chose a runtime are rare outside tests, and a flow lookup costs more than a task.
        return Volatile.Read(ref s_scopes) == 0 ? s_default : ExecutionFrame.Current?.Runtime ?? Flow.Value ?? s_default;
    }

    internal static bool TrySetDefault(RayRuntime runtime) => Interlocked.CompareExchange(ref s_default, runtime, null) is null;

    internal static void ClearDefault(RayRuntime runtime) => Interlocked.CompareExchange(ref s_default, null, runtime);

    /// <summary>Counts a runtime that is not the default, so that lookups take the flow into account.</summary>
    internal static void AddScoped() => Interlocked.Increment(ref s_scopes);

    internal static void RemoveScoped() => Interlocked.Decrement(ref s_scopes);

    internal static IDisposable Use(RayRuntime runtime)
    {
        var scope = new Scope(Flow.Value);
        Flow.Value = runtime;
        AddScoped();
        return scope;
    }

    private sealed class Scope(RayRuntime? previous) : IDisposable
    {
        private bool _disposed;

        public void Dispose()
        {
            if (!_disposed)
            {
                _disposed = true;
                Flow.Value = previous;
                RemoveScoped();
            }
        }
    }
}
