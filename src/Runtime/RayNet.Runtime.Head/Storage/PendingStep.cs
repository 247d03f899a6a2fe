using RayNet.Runtime.Head.Tables;

namespace RayNet.Runtime.Head.Storage;

/// <summary>A command that was run and is on its way into the store.</summary>
/// <param name="State">The state that it made.</param>
/// <param name="Changes">What to store.</param>
/// <param name="OnStored">Called under the head's lock when the store has it.</param>
/// <param name="OnFailed">Called when the store refused it, or a command before it.</param>
internal sealed record PendingStep(HeadState State, IReadOnlyList<RecordChange> Changes, Action OnStored, Action<Exception> OnFailed);
