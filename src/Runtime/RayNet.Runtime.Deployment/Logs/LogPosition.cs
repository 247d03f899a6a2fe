namespace RayNet.Runtime.Deployment.Logs;

/// <summary>How far an output was read: what comes before was delivered, what comes after was not.</summary>
/// <param name="File">The number of the file.</param>
/// <param name="Offset">Bytes of whole lines in it.</param>
internal readonly record struct LogPosition(int File, long Offset);
