using RayNet.Runtime.Head.Effects;
using RayNet.Runtime.Head.Storage;
using RayNet.Runtime.Head.Tables;

namespace RayNet.Runtime.Head;

/// <summary>What a command came to.</summary>
/// <param name="State">The next state.</param>
/// <param name="Result">The answer.</param>
/// <param name="Effects">What to tell others.</param>
/// <param name="Changes">What to store; empty for what a restart may forget.</param>
internal sealed record HeadStep<TResult>(HeadState State, TResult Result, IReadOnlyList<HeadEffect> Effects, IReadOnlyList<RecordChange> Changes);
