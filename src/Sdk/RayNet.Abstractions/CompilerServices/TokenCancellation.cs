namespace RayNet.CompilerServices;

/// <summary>Cancels a call when its caller's token is cancelled, and lets go of the token when the call has ended.</summary>
internal sealed class TokenCancellation : CellContinuation
{
    private CancellationTokenRegistration _registration;

    internal static void Register(ObjectCell cell, CancellationToken cancellationToken)
    {
        if (!cancellationToken.CanBeCanceled || cell.IsCompleted)
        {
            return;
        }

        var cancellation = new TokenCancellation
        {
            _registration = cancellationToken.UnsafeRegister(static state => Cancel((ObjectCell)state!), cell),
        };
        cell.AddContinuation(cancellation);
    }

    internal override void OnCompleted(ObjectCell cell) => _registration.Unregister();

    private static void Cancel(ObjectCell cell) => cell.Home?.Cancel(cell, force: false, recursive: true);
}
