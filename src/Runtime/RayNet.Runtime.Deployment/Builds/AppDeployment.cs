namespace RayNet.Runtime.Deployment.Builds;

/// <summary>Files of this machine that are going to travel, with their manifest: the running application, or a working directory.</summary>
internal sealed class AppDeployment
{
    private readonly Dictionary<string, string> _sources;

    private AppDeployment(string folder, BuildManifest manifest, List<ScannedFile> files)
    {
        Folder = folder;
        Manifest = manifest;
        _sources = files.ToDictionary(static file => file.Path, static file => file.FullPath, StringComparer.Ordinal);
    }

    internal string Folder { get; }

    internal BuildManifest Manifest { get; }

    internal BuildId Id => Manifest.Id;

    /// <summary>Where the content of a file of the manifest is.</summary>
    internal string SourceOf(BuildFile file) => _sources[file.Path];

    /// <summary>The build of the running application.</summary>
    internal static ValueTask<AppDeployment> FromCurrentAppAsync(DeploymentOptions? options = null, CancellationToken cancellationToken = default) =>
        FromAppAsync(RunnableApp.Current(), options, cancellationToken);

    internal static ValueTask<AppDeployment> FromAppAsync(RunnableApp app, DeploymentOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new DeploymentOptions();
        List<ScannedFile> files = app.Kind == BuildKind.Native ? ScanBinary(app, options) : Scan(app.Folder, WithoutOtherBuilds(app, options));
        return CreateAsync(app.Folder, app.Kind, app.Entry, app.Framework, files, options, cancellationToken);
    }

    /// <summary>The files of a working directory, which are no program.</summary>
    internal static ValueTask<AppDeployment> FromFolderAsync(string folder, DeploymentOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new DeploymentOptions();
        string root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        return CreateAsync(root, BuildKind.Folder, string.Empty, string.Empty, Scan(root, options), options, cancellationToken);
    }

    private static async ValueTask<AppDeployment> CreateAsync(string folder, BuildKind kind, string entry, string framework, List<ScannedFile> files, DeploymentOptions options, CancellationToken cancellationToken)
    {
        HashCache cache = HashCache.Open(options.HashCacheFolder, folder);
        List<BuildFile> hashed = await FileHasher.HashAsync(files, cache, options.TimeProvider, cancellationToken).ConfigureAwait(false);
        var manifest = BuildManifest.Create(kind, entry, framework, hashed);
        ManifestRules.Check(manifest, options.Limits);
        return new AppDeployment(folder, manifest, files);
    }

    private static List<ScannedFile> Scan(string folder, DeploymentOptions options) =>
        FolderScanner.Scan(folder, new ExcludePatterns(options.IncludeSymbols ? options.Exclude : options.Exclude.Add("*.pdb")), options.Limits);

    /// <summary>
    /// By default, what 'dotnet publish' and builds for one system make lies in folders of the build itself. It is the same program again,
    /// and perhaps an old one.
    /// </summary>
    private static DeploymentOptions WithoutOtherBuilds(RunnableApp app, DeploymentOptions options) =>
        options with
        {
            Exclude =
            [
                .. options.Exclude,
                .. from folder in new DirectoryInfo(app.Folder).EnumerateDirectories()
                   where File.Exists(Path.Combine(folder.FullName, app.Entry)) && File.Exists(Path.Combine(folder.FullName, Path.GetFileName(app.RuntimeConfig)))
                   select folder.Name + "/*",
            ],
        };

    /// <summary>A binary may lie among strangers (in a folder of commands), so only what it can load from there goes with it.</summary>
    private static List<ScannedFile> ScanBinary(RunnableApp app, DeploymentOptions options)
    {
        var exclude = new ExcludePatterns(options.Exclude);
        return
        [
            .. from file in new DirectoryInfo(app.Folder).EnumerateFiles()
               where file.Name == app.Entry || (IsLibrary(file.Name) && !exclude.Match(file.Name, file.Name))
               // libx.so.1 is often a link to libx.so.1.2.
               let content = file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo
               where content is { Exists: true }
               select FolderScanner.Look(content, file.Name),
        ];
    }

    private static bool IsLibrary(string name) =>
        name.EndsWith(".so", StringComparison.Ordinal) || name.Contains(".so.", StringComparison.Ordinal)
        || name.EndsWith(".dylib", StringComparison.Ordinal) || name.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);
}
