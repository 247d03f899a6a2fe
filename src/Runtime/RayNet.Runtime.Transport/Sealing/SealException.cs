namespace RayNet.Runtime.Transport.Sealing;

/// <summary>What came over a sealed connection is not what was sent: changed, repeated, left out or in another order. The connection is over; whoever wants the bytes opens another one.</summary>
internal sealed class SealException(string message, Exception? innerException = null) : IOException(message, innerException);
