namespace RayNet.CompilerServices;

/// <summary>For whom the end of the call is enough: that its value is stored in another process, and nobody fetches it, changes nothing.</summary>
internal abstract class EndContinuation : CellContinuation
{
    internal sealed override void OnCompleted(ObjectCell cell) => OnEnded();

    internal sealed override bool TryOnLocated(ObjectCell cell)
    {
        OnEnded();
        return true;
    }

    private protected abstract void OnEnded();
}
