namespace RayNet.CompilerServices;

/// <summary>Memory that nobody writes to any more, in any process: views of it are shared where others are copied.</summary>
internal interface ISealedMemory;
