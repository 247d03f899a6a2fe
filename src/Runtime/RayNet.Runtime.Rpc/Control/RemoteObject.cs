namespace RayNet.Runtime.Control;

/// <summary>An object that was opened for reading.</summary>
/// <param name="Size">Its bytes in the store, layout included.</param>
internal sealed record RemoteObject(long Size);
