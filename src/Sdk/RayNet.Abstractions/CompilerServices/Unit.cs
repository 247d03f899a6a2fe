using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>The value of a call that returns nothing.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Unit;
