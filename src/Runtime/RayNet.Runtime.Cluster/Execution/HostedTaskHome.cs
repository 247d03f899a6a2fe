using RayNet.CompilerServices;
using RayNet.Runtime.Cluster.Calls;
using RayNet.Runtime.Embedded;
using RayNet.Runtime.Execution;
using RayNet.Runtime.Groups;

namespace RayNet.Runtime.Cluster.Execution;

/// <summary>What a task of another process belongs to here. Retries are its owner's affair.</summary>
internal sealed class HostedTaskHome(EmbeddedCluster engine, CallSettings settings) : CallHome
{
    internal CallSettings Settings { get; } = settings;

    internal LeasedExecutor? Executor { get; set; }

    internal static CallSettings SettingsOf(RemoteMethod method, in WireCallOptions options)
    {
        if (options.Name is null && options.Timeout is null && options.Captured == default)
        {
            return MethodCache.Of(method).Hosted;
        }

        return new CallSettings(options.Name ?? method.Options?.Name ?? method.Name, 0, null, null, options.Timeout ?? method.Options?.Timeout) { CapturedBy = GroupCapture.Note(options.Captured) };
    }

    internal override bool Cancel(ObjectCell call, bool force, bool recursive)
    {
        if (!call.RequestCancel())
        {
            return false;
        }

        if (call.TryFail(new RemoteTaskCanceledException($"{Settings.Name} was cancelled before it started."), observed: true, onlyIfNotStarted: true))
        {
            call.ReleaseArguments();
            return true;
        }

        (call.Frame as WorkerFrame)?.Cancel(call, recursive);
        if (force)
        {
            call.TryFail(new WorkerCrashedException($"{Settings.Name} was cancelled by force while it ran; its worker is retired."), observed: true);
            Executor?.Abandon(call);
        }

        return true;
    }

    internal override PendingExplanation Explain(ObjectCell call) => new(PendingReason.Running, $"{Settings.Name} is running.");

    internal override string NameOf(ObjectCell call) => Settings.Name;

    internal override void OnUnobserved(Exception exception) => engine.ReportUnobserved(Settings.Name, exception);
}
