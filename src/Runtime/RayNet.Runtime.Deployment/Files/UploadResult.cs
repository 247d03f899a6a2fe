namespace RayNet.Runtime.Deployment.Files;

/// <summary>What an upload had to send.</summary>
/// <param name="Files">Files that were not there.</param>
/// <param name="Bytes">Bytes that travelled.</param>
internal readonly record struct UploadResult(int Files, long Bytes);
