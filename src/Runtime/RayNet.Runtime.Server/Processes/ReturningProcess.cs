using Microsoft.Extensions.Logging;
using RayNet.Runtime.Server.Logging;

namespace RayNet.Runtime.Server.Processes;

/// <summary>
/// A process of a cluster that comes back when the head gave its node up although it lives: the old life is taken apart, with its workers, objects and connections, and a new one joins under a new id.
/// </summary>
internal sealed class ReturningProcess : IAsyncDisposable
{
    private readonly ProcessOptions _options;
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _logging;
    private readonly ILogger _logger;
    private readonly Lock _gate = new();

    // Never disposed: a life that starts may still use it, and it holds nothing.
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _running;
    private ClusterProcess _current;
    private Task? _stopping;

    private ReturningProcess(ClusterProcess first, ProcessOptions options, TimeProvider time, ILoggerFactory logging)
    {
        _current = first;
        _options = options;
        _time = time;
        _logging = logging;
        _logger = logging.CreateLogger("RayNet.Server");
        _running = RunAsync();
    }

    /// <summary>The life that there is, or was last.</summary>
    internal ClusterProcess Current => Volatile.Read(ref _current);

    /// <summary>Completes when the node has ended by itself and does not come back: the process has to end then.</summary>
    internal Task<string> Ended => _ended.Task;

    /// <summary>Starts everything. When it completes, the node has joined.</summary>
    /// <exception cref="RayException">Something is not as it has to be; nothing is left running.</exception>
    internal static async Task<ReturningProcess> StartAsync(ProcessOptions options, TimeProvider time, ILoggerFactory logging, CancellationToken cancellationToken = default) =>
        new(await ClusterProcess.StartAsync(options, time, logging, cancellationToken).ConfigureAwait(false), options, time, logging);

    /// <summary>Stops everything, as <see cref="ClusterProcess.StopAsync"/>.</summary>
    internal Task StopAsync(string reason) => EndAsync(process => process.StopAsync(reason));

    /// <summary>Ends without a word to the head, as <see cref="ClusterProcess.KillAsync"/>.</summary>
    internal Task KillAsync() => EndAsync(static process => process.KillAsync());

    public async ValueTask DisposeAsync() => await StopAsync("The process has ended.").ConfigureAwait(false);

    private Task EndAsync(Func<ClusterProcess, Task> end)
    {
        lock (_gate)
        {
            return _stopping ??= Task.Run(async () =>
            {
                await _stop.CancelAsync().ConfigureAwait(false);
                await end(Current).ConfigureAwait(false);

                // A new life may have begun meanwhile.
                await _running.ConfigureAwait(false);
                await end(Current).ConfigureAwait(false);
            });
        }
    }

    private async Task RunAsync()
    {
        while (true)
        {
            ClusterProcess process = Current;
            string reason = await process.Ended.ConfigureAwait(false);
            if (!process.WasGivenUp || _stop.IsCancellationRequested)
            {
                _ended.TrySetResult(reason);
                return;
            }

            _logger.ComesBack(reason);
            try
            {
                await process.StopAsync(reason).ConfigureAwait(false);
                Volatile.Write(ref _current, await ClusterProcess.StartAsync(_options, _time, _logging, _stop.Token).ConfigureAwait(false));
                _logger.CameBack(Current.Record.NodeId, process.Record.NodeId);
            }
            catch (Exception exception)
            {
                _ended.TrySetResult($"{reason} It could not join again: {exception.Message}");
                return;
            }
        }
    }
}
