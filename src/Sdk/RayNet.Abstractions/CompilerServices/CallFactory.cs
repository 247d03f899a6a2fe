using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>Makes a call of one remote method from the arguments that another process wrote.</summary>
/// <param name="reader">Stands at the first argument, and behind the last one afterwards.</param>
/// <returns>The call, which nobody has submitted yet.</returns>
/// <exception cref="RaySerializationException">The bytes are not the arguments of the method.</exception>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate ObjectCell CallFactory(ref CallReader reader);
