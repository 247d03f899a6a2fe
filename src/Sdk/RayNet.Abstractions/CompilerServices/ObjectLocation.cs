namespace RayNet.CompilerServices;

/// <summary>Where the value of a call is, while it is not in this process.</summary>
internal abstract class ObjectLocation;
