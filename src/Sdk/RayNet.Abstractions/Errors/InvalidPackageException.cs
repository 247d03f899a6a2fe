namespace RayNet;

/// <summary>Uploaded files are refused: a path, a size or a hash is wrong, or a limit is exceeded. The message names the file and the limit.</summary>
public sealed class InvalidPackageException : RayException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What failed, where, and what to do.</param>
    /// <param name="innerException">The cause, if any.</param>
    public InvalidPackageException(string message, Exception? innerException = null)
        : base(RayErrorCode.InvalidPackage, message, innerException)
    {
    }
}
