namespace RayNet.Runtime.Deployment.Builds;

/// <summary>A file as a folder shows it, before its content is read.</summary>
/// <param name="Path">Relative to the folder, with <c>/</c>.</param>
/// <param name="FullPath">Where its content is: the target, if it is a link.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Modified">Last write, in ticks of UTC.</param>
/// <param name="IsExecutable">Whether its owner may execute it.</param>
internal readonly record struct ScannedFile(string Path, string FullPath, long Size, long Modified, bool IsExecutable);
