@echo off
rem Starts HASNAS Studio: without arguments the desktop, otherwise the command line (hasnas --help).
rem HASNAS_JAVA_HOME: the JDK to use; else JAVA_HOME, java on the PATH and the usual places are searched for a JDK 25 or newer.
rem HASNAS_OPTS: more JVM flags, such as -Xmx4g. The JVM flags of the program are in lib\jvm.args. Exit code 3: no JDK.
setlocal
set "HOME_DIR=%~dp0.."
set "JDK="

rem No brackets around what may hold a path: a bracket in the path would end them.
if not defined HASNAS_JAVA_HOME goto search
call :consider "%HASNAS_JAVA_HOME%"
if defined JDK goto start
echo hasnas: HASNAS_JAVA_HOME=%HASNAS_JAVA_HOME% is not a JDK 25 or newer. Set it to one, or unset it to have one searched for. 1>&2
exit /b 3

:search
if not defined JDK if defined JAVA_HOME call :consider "%JAVA_HOME%"
if not defined JDK for %%J in (java.exe) do if not "%%~$PATH:J"=="" call :consider "%%~dp$PATH:J.."
if not defined JDK for /d %%D in ("%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Java\*" "%ProgramFiles%\Microsoft\*" "%USERPROFILE%\.jdks\*") do call :consider "%%~D"
if defined JDK goto start
echo hasnas: HASNAS Studio needs a JDK 25 or newer and found none. Install one, for instance Temurin from https://adoptium.net, or set HASNAS_JAVA_HOME to its folder. 1>&2
exit /b 3

:start
rem A class cache of lib\ClassCache.java saves half the work of a start; where it does not fit, the JVM goes without it and says nothing.
set "CACHE="
set "CLASSES=window"
if exist "%HOME_DIR%\lib\commands.aot" if not "%~1"=="" if not "%~1"=="gui" set "CLASSES=commands"
if exist "%HOME_DIR%\lib\%CLASSES%.aot" set CACHE="-XX:AOTCache=%HOME_DIR%\lib\%CLASSES%.aot" "@%HOME_DIR%\lib\cache.args"
"%JDK%\bin\java.exe" %CACHE% "--module-path=%HOME_DIR%\lib\javafx" "@%HOME_DIR%\lib\jvm.args" -classpath "%HOME_DIR%\lib\*" "-Dhasnas.home=%HOME_DIR%" %HASNAS_OPTS% org.hasnas.launch.HasnasMain %*
exit /b %ERRORLEVEL%

rem Sets JDK to the folder given if it is a JDK 25 or newer, by its release file; keeps the first one found.
:consider
if defined JDK exit /b 0
if not exist "%~1\bin\java.exe" exit /b 0
if not exist "%~1\release" exit /b 0
set "VERSION=0"
for /f "usebackq tokens=2 delims==." %%V in (`findstr /b "JAVA_VERSION=" "%~1\release"`) do set "VERSION=%%~V"
set "VERSION=%VERSION:"=%"
for /f "tokens=1 delims=-+" %%V in ("%VERSION%") do set "VERSION=%%V"
if %VERSION% GEQ 25 set "JDK=%~1"
exit /b 0
