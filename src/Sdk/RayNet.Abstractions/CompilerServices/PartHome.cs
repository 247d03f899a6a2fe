namespace RayNet.CompilerServices;

/// <summary>An element of a returned tuple is run, cancelled and explained through the call that returns the tuple.</summary>
internal sealed class PartHome(ObjectCell call) : CallHome
{
    internal override bool TryRunInPlace(ObjectCell part) => call.Home!.TryRunInPlace(call);

    internal override void OnAwaited(ObjectCell part) => call.Home!.OnAwaited(call);

    internal override bool Cancel(ObjectCell part, bool force, bool recursive) => call.Home!.Cancel(call, force, recursive);

    internal override PendingExplanation Explain(ObjectCell part) => call.Home!.Explain(call);

    internal override string NameOf(ObjectCell part) => call.Home!.NameOf(call);

    internal override void OnFailed(CallFailure failure) => call.Home!.OnFailed(failure);

    internal override void OnUnobserved(Exception exception) => call.Home!.OnUnobserved(exception);
}
