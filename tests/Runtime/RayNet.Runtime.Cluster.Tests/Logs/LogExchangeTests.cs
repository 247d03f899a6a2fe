using System.Reflection;
using RayNet.Runtime.Cluster.Logs;
using RayNet.Runtime.Control;

namespace RayNet.Runtime.Cluster.Tests.Logs;

/// <summary>Lines on their way from a worker's node to its driver's.</summary>
public sealed class LogExchangeTests : IDisposable
{
    private static readonly NodeId Near = new(1, 1);
    private static readonly NodeId Far = new(2, 1);
    private static readonly JobId Job = new(3, 1);

    private readonly string _folder = Directory.CreateTempSubdirectory("rl-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_line_comes_once_although_the_answer_to_its_delivery_was_lost()
    {
        var receiver = new LogExchange(new WorkerLogs(_folder, Near, TimeProvider.System), Near, static _ => null, static () => [], TimeProvider.System);
        INodeService near = LossyNode.Before(receiver, out LossyNode lossy);
        var logs = new WorkerLogs(_folder, Far, TimeProvider.System);
        var sender = new LogExchange(logs, Far, _ => near, static () => [], TimeProvider.System);
        sender.AddJob(new JobRecord(Job, new JobStart(string.Empty, string.Empty, string.Empty, Near, 1, 1, string.Empty, []) { LogToDriver = true }, JobStatus.Running, string.Empty, default, null));
        await File.WriteAllTextAsync(Path.Combine(_folder, "worker-5.out"), "one\n");
        Task<LogPage> reading = receiver.ReadAsync(Job, CancellationToken.None);
        logs.AddWorker(Job, 5);

        LogLines first = Assert.Single((await reading.WaitAsync(Soon.Limit)).Batches);
        Assert.Equal((5, Far, false, "one"), (first.ProcessId, first.Node, first.IsError, Assert.Single(first.Lines)));
        await lossy.Repeated.WaitAsync(Soon.Limit);
        await File.AppendAllTextAsync(Path.Combine(_folder, "worker-5.out"), "two\n");
        Assert.Equal("two", Assert.Single(Assert.Single((await receiver.ReadAsync(Job, CancellationToken.None).WaitAsync(Soon.Limit)).Batches).Lines));

        Assert.True(await receiver.EndAsync(Job, CancellationToken.None));
        LogPage last = await receiver.ReadAsync(Job, CancellationToken.None);
        Assert.Empty(last.Batches);
        Assert.True(last.IsLast);
        sender.EndJob(Job);
    }

    /// <summary>Takes the first delivery, and loses the answer. Nothing else is asked of it.</summary>
#pragma warning disable CA1852 // The proxy derives from it.
    private class LossyNode : DispatchProxy
#pragma warning restore CA1852
    {
        private readonly TaskCompletionSource _repeated = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private LogExchange _exchange = null!;
        private int _deliveries;

        internal Task Repeated => _repeated.Task;

        internal static INodeService Before(LogExchange exchange, out LossyNode node)
        {
            INodeService service = Create<INodeService, LossyNode>();
            node = (LossyNode)(object)service;
            node._exchange = exchange;
            return service;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name == nameof(INodeService.DeliverLogsAsync)
            ? DeliverAsync((LogDelivery)args![0]!)
            : throw new NotSupportedException(targetMethod.Name);

        private async Task<bool> DeliverAsync(LogDelivery delivery)
        {
            bool taken = await _exchange.DeliverAsync(delivery, CancellationToken.None);
            if (taken && ++_deliveries == 1)
            {
                throw new IOException("The connection broke.");
            }

            _repeated.TrySetResult();
            return taken;
        }
    }
}
